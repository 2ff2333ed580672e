package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.worker.layout.Item.Figure;
import dev.recto.worker.layout.Item.Heading;
import dev.recto.worker.layout.Item.Text;
import java.util.ArrayList;
import java.util.List;

/** From parts to markdown: each is what it was found to be, whatever it looks like. */
public final class PartComposer {
    private PartComposer() {}

    /** @param minWordConfidence words below are left out */
    public static Composition compose(List<Part> parts, double minWordConfidence) {
        List<Region> content =
                parts.stream().flatMap(part -> part.content().stream()).toList();
        if (!Mirror.isNeeded(content)) {
            return composeFromLeft(parts, minWordConfidence);
        }
        Mirror mirror = Mirror.of(content);
        List<Part> mirrored = parts.stream()
                .map(part -> part.with(mirror.regions(part.content())))
                .toList();
        return mirror.composition(composeFromLeft(mirrored, minWordConfidence));
    }

    private static Composition composeFromLeft(List<Part> parts, double minWordConfidence) {
        MarkdownWriter writer = new MarkdownWriter(
                parts.stream().flatMap(part -> part.content().stream()).toList());
        for (Place place : Place.values()) {
            for (Part part : parts) {
                if (Place.of(part.type()) == place) {
                    items(part, minWordConfidence).forEach(item -> writer.write(item, part.certainty()));
                }
            }
        }
        return writer.composition();
    }

    /** Where in the markdown a part stands, whatever its place in reading order. */
    private enum Place {
        TOP,
        TEXT,
        MARGIN,
        BOTTOM;

        static Place of(BlockType type) {
            return switch (type) {
                case HEADER -> TOP;
                case FOOTER -> BOTTOM;
                case ASIDE_TEXT -> MARGIN;
                case TEXT, TITLE, LIST, TABLE, IMAGE, EQUATION, CAPTION, CODE, REFERENCES, SIGNATURE -> TEXT;
            };
        }
    }

    private static List<Item> items(Part part, double minWordConfidence) {
        if (part.type() == BlockType.IMAGE) {
            return figures(part.content());
        }
        List<Region> content = Initials.joined(TornLines.mended(Dirt.remove(part.content(), minWordConfidence)));
        List<Line> lines = Region.lines(content).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        return switch (part.type()) {
            case TITLE -> List.of(new Heading(part.level(), lines));
            case TABLE -> Tables.whole(content).<List<Item>>map(List::of).orElseGet(() -> paragraphs(content));
            case TEXT, LIST -> paragraphs(content);
            case EQUATION, CAPTION, CODE, REFERENCES, HEADER, FOOTER, ASIDE_TEXT, SIGNATURE ->
                List.of(new Text(part.type(), lines));
            case IMAGE -> throw new IllegalStateException("pictures are no lines");
        };
    }

    private static List<Item> figures(List<Region> content) {
        List<Item> figures = new ArrayList<>();
        for (Region region : content) {
            if (region instanceof Region.Figure(Box box, List<Line> labels)) {
                figures.add(new Figure(box, labels));
            }
        }
        return figures;
    }

    /** No line is a heading for its size, as none is larger than a body of no height. */
    private static List<Item> paragraphs(List<Region> content) {
        List<List<Line>> paragraphs = new ArrayList<>();
        for (Region region : content) {
            if (region instanceof Region.Text text) {
                paragraphs.addAll(text.paragraphs());
            }
        }
        return Lists.joined(Paragraphs.items(paragraphs, 0));
    }
}
