package dev.recto.worker.model.deepseek;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Picture;
import dev.recto.worker.model.MarkdownTables;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.model.PageBoxes;
import dev.recto.worker.model.ParsedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From DeepSeek-OCR's text with its tags to markdown, blocks and pictures. */
public final class DeepSeekMarkdown {
    private static final String END = "<｜end▁of▁sentence｜>";

    private DeepSeekMarkdown() {}

    /** The markdown that the model's published scripts write. */
    public static String published(String text) {
        String ended = text.replace(END, "");
        SpannedText markdown = new SpannedText();
        int done = 0;
        int images = 0;
        for (Grounding.Place place : Grounding.places(ended)) {
            markdown.append(operators(ended.substring(done, place.start())));
            done = place.end();
            if (isImage(place)) {
                markdown.append("![](images/" + images++ + ".jpg)\n");
            }
        }
        markdown.append(operators(ended.substring(done)));
        return markdown.squeezed().text();
    }

    static ParsedPage parse(ModelText text, int width, int height) {
        String tagged = text.withSpecialTokens();
        List<Grounding.Place> places = Grounding.places(tagged);
        if (places.isEmpty()) {
            // The tags of table cells are special tokens, but they are content where there is a table.
            String plain = tagged.contains("<table") ? StrayTokens.remove(tagged) : text.withoutSpecialTokens();
            return new ParsedPage(plain, MarkdownTables.blocks(plain), List.of());
        }
        SpannedText markdown = new SpannedText();
        List<Draft> drafts = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        markdown.append(StrayTokens.remove(
                operators(tagged.substring(0, places.getFirst().start()))));
        for (int i = 0; i < places.size(); i++) {
            Grounding.Place place = places.get(i);
            int bodyEnd = i + 1 < places.size() ? places.get(i + 1).start() : tagged.length();
            String body = StrayTokens.remove(operators(tagged.substring(place.end(), bodyEnd)));
            Optional<Box> box = around(place, width, height);
            if (isImage(place) && box.isPresent()) {
                int span = markdown.span(PageBoxes.pictureMark(pictures.size()));
                drafts.add(new Draft(BlockType.IMAGE, box, span, Optional.of(pictures.size())));
                pictures.add(new Picture(box.get()));
                markdown.append("\n" + body);
            } else {
                drafts.add(new Draft(Labels.type(place.label()), box, markdown.span(body), Optional.empty()));
            }
        }
        SpannedText.Squeezed squeezed = markdown.squeezed().stripped();
        List<Block> blocks = drafts.stream()
                .filter(draft -> !squeezed.isEmpty(draft.span()))
                .map(draft -> draft.block(squeezed))
                .toList();
        return new ParsedPage(squeezed.text(), blocks, pictures);
    }

    private record Draft(BlockType type, Optional<Box> box, int span, Optional<Integer> picture) {
        Block block(SpannedText.Squeezed text) {
            return new Block(type, box.orElse(null), text.start(span), text.end(span), picture.orElse(null), null);
        }
    }

    private static Optional<Box> around(Grounding.Place place, int width, int height) {
        return place.boxes().stream()
                .map(box -> Grounding.pixels(box, width, height))
                .flatMap(p -> PageBoxes.within(p[0], p[1], p[2], p[3], width, height).stream())
                .reduce((a, b) -> new Box(
                        Math.min(a.left(), b.left()),
                        Math.min(a.top(), b.top()),
                        Math.max(a.right(), b.right()),
                        Math.max(a.bottom(), b.bottom())));
    }

    private static boolean isImage(Grounding.Place place) {
        return place.label().equals("image");
    }

    private static String operators(String text) {
        return text.replace("\\coloneqq", ":=").replace("\\eqqcolon", "=:");
    }
}
