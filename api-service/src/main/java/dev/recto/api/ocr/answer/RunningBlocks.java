package dev.recto.api.ocr.answer;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Headers and footers that no page tells by itself: short text that stands at the same height of several pages, the page's
 * number apart. Pages are seen some at a time, in ascending order; what was found before stays known.
 */
final class RunningBlocks {
    /** Fewer could be two letters that begin alike. */
    private static final int MIN_PAGES = 3;

    private static final int MAX_CHARACTERS = 160;
    /** Of a page's height: the bands at its top and bottom, and places that are the same. */
    private static final double BAND = 0.12;

    private static final int PLACES = 50;

    private record Line(BlockType type, NumberedText text, int place) {}

    private final Set<Line> running = new HashSet<>();

    /** @param pages by their numbers in the document */
    void see(SortedMap<Integer, PageResult> pages) {
        Map<Line, Integer> counts = new HashMap<>();
        pages.forEach((number, page) -> {
            Set<Line> lines = new HashSet<>();
            page.blocks().forEach(block -> lines.addAll(lines(block, number, page)));
            lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        });
        counts.forEach((line, count) -> {
            if (count >= MIN_PAGES) {
                running.add(line);
            }
        });
    }

    PageResult marked(int number, PageResult page) {
        List<Block> blocks =
                page.blocks().stream().map(block -> marked(block, number, page)).toList();
        return blocks.equals(page.blocks()) ? page : page.withBlocks(blocks);
    }

    private Block marked(Block block, int number, PageResult page) {
        return lines(block, number, page).stream()
                .filter(running::contains)
                .findFirst()
                .map(line -> new Block(
                        line.type(),
                        block.box(),
                        block.start(),
                        block.end(),
                        block.picture(),
                        block.confidence(),
                        block.typeConfidence()))
                .orElse(block);
    }

    /** The block as lines that may repeat, at its place and the next, for pages are not drawn alike; none if it is no such line. */
    private static List<Line> lines(Block block, int number, PageResult page) {
        Box box = block.box();
        boolean text = block.type() == BlockType.TEXT || block.type() == BlockType.TITLE;
        if (box == null || !text || block.end() - block.start() > MAX_CHARACTERS) {
            return List.of();
        }
        double height = page.dimensions().height();
        boolean top = box.bottom() < BAND * height;
        if (!top && box.top() < (1 - BAND) * height) {
            return List.of();
        }
        BlockType type = top ? BlockType.HEADER : BlockType.FOOTER;
        int place = (int) (box.top() / height * PLACES);
        return readings(block, number, page).stream()
                .<Line>mapMulti((words, lines) -> {
                    lines.accept(new Line(type, words, place));
                    lines.accept(new Line(type, words, place + 1));
                })
                .toList();
    }

    /** Titles that count are steps or chapters of the text. */
    private static List<NumberedText> readings(Block block, int number, PageResult page) {
        String words = page.markdown()
                .substring(block.start(), block.end())
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^#+\\s", "")
                .replaceAll("\\s+", " ")
                .strip();
        return block.type() == BlockType.TITLE
                ? List.of(NumberedText.asItIs(words))
                : NumberedText.readings(words, number);
    }
}
