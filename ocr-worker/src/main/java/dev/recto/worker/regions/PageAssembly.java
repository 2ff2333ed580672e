package dev.recto.worker.regions;

import dev.recto.worker.detector.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The blocks of a page out of its regions' texts, by the authors' rules. */
public final class PageAssembly {
    private static final String FORMULA_END = "\n$$";
    private static final int ALIGNED = 10;

    private PageAssembly() {}

    /** @param regions in reading order; those that are neither read nor pictures are left out */
    public static List<PageBlock> blocks(List<ReadRegion> regions, AnswerStyle style) {
        List<PageBlock> blocks =
                regions.stream().flatMap(read -> block(read, style)).toList();
        return withBullets(JoinedWords.of(withNumbers(blocks)));
    }

    private static Stream<PageBlock> block(ReadRegion read, AnswerStyle style) {
        Region region = read.region();
        return switch (region.treatment()) {
            case LEFT_OUT -> Stream.empty();
            case PICTURE -> Stream.of(new PageBlock(region, ""));
            case TEXT, TABLE, FORMULA ->
                read.answer().stream()
                        .map(answer -> new PageBlock(region, RegionText.markdown(region.label(), answer, style)))
                        .filter(block -> !Blanks.strip(block.text()).isEmpty());
        };
    }

    /** Numbers of formulas become part of the formula behind or before them; others vanish. */
    private static List<PageBlock> withNumbers(List<PageBlock> blocks) {
        List<PageBlock> result = new ArrayList<>();
        int at = 0;
        while (at < blocks.size()) {
            PageBlock block = blocks.get(at);
            PageBlock next = at + 1 < blocks.size() ? blocks.get(at + 1) : null;
            boolean number = block.region().label() == Label.FORMULA_NUMBER;
            if (number && next != null && next.treatment() == Treatment.FORMULA) {
                result.add(numbered(next, block.text()));
                at++;
            } else if (block.treatment() == Treatment.FORMULA
                    && next != null
                    && next.region().label() == Label.FORMULA_NUMBER) {
                result.add(numbered(block, next.text()));
                at++;
            } else if (!number) {
                result.add(block);
            }
            at++;
        }
        return result;
    }

    private static PageBlock numbered(PageBlock formula, String number) {
        String text = formula.text();
        String start = text.substring(0, text.length() - FORMULA_END.length());
        return formula.withText(start + " \\tag{" + withoutBrackets(Blanks.strip(number)) + "}" + FORMULA_END);
    }

    private static String withoutBrackets(String number) {
        boolean bracketed =
                number.startsWith("(") && number.endsWith(")") || number.startsWith("（") && number.endsWith("）");
        return bracketed && number.length() > 1 ? number.substring(1, number.length() - 1) : number;
    }

    /** A text between two items of a list, flush with both, is one as well. */
    private static List<PageBlock> withBullets(List<PageBlock> blocks) {
        List<PageBlock> result = new ArrayList<>(blocks);
        for (int i = 1; i < result.size() - 1; i++) {
            PageBlock block = result.get(i);
            if (block.region().label() == Label.TEXT
                    && !block.text().startsWith("- ")
                    && isItem(result.get(i - 1), block)
                    && isItem(result.get(i + 1), block)) {
                result.set(i, block.withText("- " + block.text()));
            }
        }
        return result;
    }

    private static boolean isItem(PageBlock other, PageBlock block) {
        int apart = other.region().thousandths().left()
                - block.region().thousandths().left();
        return other.region().label() == Label.TEXT && other.text().startsWith("- ") && Math.abs(apart) <= ALIGNED;
    }
}
