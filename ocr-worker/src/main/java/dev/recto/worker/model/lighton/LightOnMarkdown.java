package dev.recto.worker.model.lighton;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Picture;
import dev.recto.worker.model.MarkdownTables;
import dev.recto.worker.model.PageBoxes;
import dev.recto.worker.model.ParsedPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures that the bbox checkpoints mark as {@code ![image](image_1.png) 120,85,640,410}, in thousandths of the page. */
public final class LightOnMarkdown {
    private static final double GRID = 1000;
    private static final Pattern IMAGE =
            Pattern.compile("!\\[image]\\(image_(\\d{1,6})\\.png\\)[ \\t]*(\\d{1,5}),(\\d{1,5}),(\\d{1,5}),(\\d{1,5})");

    private LightOnMarkdown() {}

    /**
     * A picture as the model wrote it.
     *
     * @param start where its mark starts in the text, up to {@code end}
     * @param coordinates left, top, right, bottom in the model's grid
     * @param pixels the same in page pixels, not cut to the page
     */
    public record Mark(int number, int start, int end, int[] coordinates, int[] pixels) {}

    public static List<Mark> marks(String text, int width, int height) {
        List<Mark> marks = new ArrayList<>();
        Matcher image = IMAGE.matcher(text);
        while (image.find()) {
            int[] coordinates = new int[4];
            int[] pixels = new int[4];
            for (int i = 0; i < 4; i++) {
                coordinates[i] = Integer.parseInt(image.group(2 + i));
                pixels[i] = (int) (coordinates[i] * (i % 2 == 0 ? width : height) / GRID);
            }
            marks.add(new Mark(Integer.parseInt(image.group(1)), image.start(), image.end(), coordinates, pixels));
        }
        return marks;
    }

    static ParsedPage parse(String text, int width, int height) {
        StringBuilder markdown = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        int done = 0;
        for (Mark mark : marks(text, width, height)) {
            markdown.append(text, done, mark.start());
            done = mark.end();
            int[] p = mark.pixels();
            Optional<Box> box = PageBoxes.within(p[0], p[1], p[2], p[3], width, height);
            if (box.isPresent()) {
                int start = markdown.length();
                markdown.append(PageBoxes.pictureMark(pictures.size()));
                blocks.add(new Block(BlockType.IMAGE, box.get(), start, markdown.length(), pictures.size(), null));
                pictures.add(new Picture(box.get()));
            }
        }
        markdown.append(text, done, text.length());
        blocks.addAll(MarkdownTables.blocks(markdown.toString()));
        return new ParsedPage(markdown.toString(), withoutOverlap(blocks), pictures);
    }

    // A picture inside a table belongs to the table; the picture stays listed.
    private static List<Block> withoutOverlap(List<Block> blocks) {
        List<Block> sorted =
                blocks.stream().sorted(Comparator.comparingInt(Block::start)).toList();
        List<Block> kept = new ArrayList<>();
        int end = 0;
        for (Block block : sorted) {
            if (block.start() >= end) {
                kept.add(block);
                end = block.end();
            }
        }
        return kept;
    }
}
