package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of 1000 by 1400 with a line, and a text in the middle. */
class RunningBlocksTest {
    private final RunningBlocks running = new RunningBlocks();

    @Test
    void whatStandsAtTheSamePlaceOfThreePagesIsRunning() {
        List<PageResult> pages = IntStream.range(1, 4)
                .mapToObj(n -> page("Rome " + n, 60 + 4 * n))
                .toList();
        assertThat(types(pages)).containsOnly(BlockType.HEADER);
        assertThat(running.marked(0, pages.getFirst()).blocks().getLast().type())
                .isEqualTo(BlockType.TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rome 1 | Rome 2 | Rome 3",
                "412 Rome | 413 Rome | 414 Rome",
                "- 9 - | - 10 - | - 11 -",
                "Page 1 of 3 | Page 2 of 3 | Page 3 of 3",
                "Report 2026, 1/12 | Report 2026, 2/12 | Report 2026, 3/12",
                "Total 988.10, page 7 | Total 988.10, page 8 | Total 988.10, page 9"
            })
    void aPagesOwnNumberGoesUpWithIt(String first, String second, String third) {
        assertThat(types(pages(first, second, third))).containsOnly(BlockType.HEADER);
    }

    /** Data of the page, which is in no other place of the document. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invoice 2026-0815 | Invoice 2026-0816 | Invoice 2026-0817",
                "Invoice 0815 | Invoice 0816 | Invoice 0817",
                "Invoice No. 815 | Invoice No. 816 | Invoice No. 817",
                "Invoice #815 | Invoice #816 | Invoice #817",
                "Total 1,204.50 | Total 988.10 | Total 17.00",
                "Total 1.50 | Total 2.50 | Total 3.50",
                "Total $1 | Total $2 | Total $3",
                "Total 1 € | Total 2 € | Total 3 €",
                "Total 1 204 | Total 2 204 | Total 3 204",
                "Year 2024 | Year 2025 | Year 2026",
                "On 1.12. | On 2.12. | On 3.12.",
                "On 3/12/2026 | On 4/12/2026 | On 5/12/2026",
                "Room 7 | Room 9 | Room 8",
                "Customer 1 of 1 | Customer 2 of 2 | Customer 3 of 3"
            })
    void numbersOfAnotherKindAreText(String first, String second, String third) {
        assertThat(types(pages(first, second, third))).containsOnly(BlockType.TEXT);
    }

    @Test
    void titlesThatCountAreTitles() {
        List<PageResult> steps = IntStream.range(1, 4)
                .mapToObj(n -> page(BlockType.TITLE, "# Step " + n, 60))
                .toList();
        assertThat(types(steps)).containsOnly(BlockType.TITLE);

        assertThat(types(Collections.nCopies(3, page(BlockType.TITLE, "# Rome", 60))))
                .containsOnly(BlockType.HEADER);
    }

    @Test
    void whatWasFoundStaysKnown() {
        see(0, Collections.nCopies(3, page("Rome", 1340)));
        PageResult last = page("Rome", 1340);
        see(3, List.of(last));
        assertThat(type(running.marked(3, last))).isEqualTo(BlockType.FOOTER);
    }

    @Test
    void twoPagesAreNotEnough() {
        assertUnmarked(List.of(page("Dear Ms Stone,", 60), page("Dear Ms Stone,", 60), page("Rome", 60)));
    }

    @Test
    void anotherPlaceIsNotTheSame() {
        assertUnmarked(List.of(page("Rome", 20), page("Rome", 80), page("Rome", 140)));
    }

    @Test
    void aLineInTheMiddleOfThePageIsText() {
        assertUnmarked(Collections.nCopies(3, page("Rome", 500)));
    }

    private void assertUnmarked(List<PageResult> pages) {
        see(0, pages);
        assertThat(pages).allSatisfy(page -> assertThat(running.marked(0, page)).isSameAs(page));
    }

    private List<BlockType> types(List<PageResult> pages) {
        see(0, pages);
        return IntStream.range(0, pages.size())
                .mapToObj(number -> type(running.marked(number, pages.get(number))))
                .toList();
    }

    private void see(int first, List<PageResult> pages) {
        SortedMap<Integer, PageResult> numbered = new TreeMap<>();
        pages.forEach(page -> numbered.put(first + numbered.size(), page));
        running.see(numbered);
    }

    private static List<PageResult> pages(String... lines) {
        return Arrays.stream(lines).map(line -> page(line, 60)).toList();
    }

    private static BlockType type(PageResult page) {
        return page.blocks().getFirst().type();
    }

    private static PageResult page(String line, int top) {
        return page(BlockType.TEXT, line, top);
    }

    private static PageResult page(BlockType type, String line, int top) {
        String text = "The text of this page.";
        return new PageResult(
                line + "\n\n" + text,
                new PageDimensions(1000, 1400, 120),
                List.of(
                        new Block(type, new Box(100, top, 400, top + 20), 0, line.length(), null, null),
                        new Block(
                                BlockType.TEXT,
                                new Box(100, 600, 400, 620),
                                line.length() + 2,
                                line.length() + 2 + text.length(),
                                null,
                                null)),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                TokenUsage.NONE,
                Set.of(),
                1);
    }
}
