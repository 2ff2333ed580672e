package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of 1000 by 1400 whose text stands from 200 to 1200, a row every 30; letters are 10 wide and 20 high. */
class FurnitureTest {
    private static final int HEIGHT = 1400;
    private static final String PROSE = "The harbour library was open until nine and many came.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12",
                "– 12 –",
                "xiv",
                "Page 3 of 10",
                "3 / 10",
                "THE HISTORY OF ROME                                 34",
                "34      The History of Rome",
                "harbour                  34                  hazard",
                "Appendix B                                        B-12",
                "Harbour Quarterly                         Winter 2024",
                "© 2024 Harbour Press, all rights reserved",
                "www.harbour.example"
            })
    void runningTextIsFurniture(String text) {
        assertThat(types(body(), line(100, 60, 20, text))).containsEntry(text.replaceAll(" +", " "), BlockType.HEADER);
        assertThat(types(body(), line(100, 1320, 20, text)))
                .containsEntry(text.replaceAll(" +", " "), BlockType.FOOTER);
    }

    @Test
    void smallTypeApartFromTheTextIsFurniture() {
        assertThat(types(body(), line(100, 60, 15, "Harbour Quarterly")))
                .containsEntry("Harbour Quarterly", BlockType.HEADER);
    }

    @Test
    void theHeadOfATableIsNone() {
        List<Line> rows = new ArrayList<>();
        for (int y = 200; y < 1200; y += 30) {
            rows.add(line(100, y, 20, "Harbour                                   open"));
        }
        assertThat(types(rows, line(100, 60, 20, "Library                                   State")))
                .doesNotContainValue(BlockType.HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invoice no.   1042/Date          12 March 2026",
                "Invoice no.                                      1042/Date                                     12 March",
                "Visitors      4711/Ships         12"
            })
    void whatANumberIsOfIsText(String rows) {
        String[] lines = rows.split("/");
        assertThat(types(body(), line(100, 60, 20, lines[0]), line(100, 85, 20, lines[1])))
                .doesNotContainValue(BlockType.HEADER);
        assertThat(types(body(), line(100, 1320, 20, lines[0]), line(100, 1345, 20, lines[1])))
                .doesNotContainValue(BlockType.FOOTER);
    }

    @Test
    void theRowsOfATableAreNone() {
        List<Line> rows = new ArrayList<>();
        for (int y = 200; y < 1200; y += 30) {
            rows.add(line(100, y, 20, "Harbour              " + y + "     " + (y + 1) + "     " + (y + 2)));
        }
        assertThat(types(
                        rows,
                        line(100, 120, 20, "                     2022    2023    2024"),
                        line(100, 1290, 20, "Total                 812     416     15")))
                .doesNotContainValue(BlockType.HEADER)
                .doesNotContainValue(BlockType.FOOTER);
    }

    @Test
    void onlyTheRowThatLooksLikeItIsTaken() {
        assertThat(types(body(), line(100, 60, 20, "The harbour library"), line(100, 85, 20, "www.harbour.example")))
                .containsEntry("www.harbour.example", BlockType.HEADER)
                .containsEntry("The harbour library", BlockType.TEXT);
    }

    @Test
    void theSourceOfATableIsNone() {
        assertThat(types(body(), line(100, 1320, 15, "Source: the harbour's own count")))
                .doesNotContainValue(BlockType.FOOTER);
    }

    @Test
    void numbersOfLinesStandInTheMargin() {
        List<Line> numbers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            numbers.add(line(40, 200 + 30 * i, 20, Integer.toString(i + 1)));
        }
        assertThat(types(body(), numbers.toArray(Line[]::new)))
                .containsEntry("1 2 3 4 5 6 7 8 9 10", BlockType.ASIDE_TEXT);
    }

    @Test
    void yearsAreNoNumbersOfLines() {
        List<Line> years = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            years.add(line(20, 200 + 60 * i, 20, Integer.toString(1990 + i * (i + 1))));
        }
        assertThat(types(body(), years.toArray(Line[]::new))).doesNotContainValue(BlockType.ASIDE_TEXT);
    }

    @Test
    void piecesOfARowBelongTogether() {
        assertThat(types(body(), line(100, 60, 20, "Rome"), line(600, 62, 20, "34"), line(100, 1320, 15, "Draft")))
                .containsEntry("Rome 34", BlockType.HEADER)
                .containsEntry("Draft", BlockType.FOOTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear Ms Harbour,",
                "12 March 2024",
                "1 Introduction",
                "CV",
                "CIVIL",
                "Chapter 3",
                "The Harbour Library"
            })
    void theFirstLineOfATextIsNone(String text) {
        assertThat(types(body(), line(100, 60, 20, text))).doesNotContainValue(BlockType.HEADER);
    }

    @Test
    void aTitleIsNone() {
        assertThat(types(body(), line(100, 60, 40, "The Harbour Library"))).containsValue(BlockType.TITLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12 See Smith, Harbours, p. 4.", "* Not in winter", "† Closed on Sundays"})
    void aNoteIsNone(String note) {
        assertThat(types(body(), line(100, 1320, 15, note))).doesNotContainValue(BlockType.FOOTER);
    }

    @Test
    void theLastLineOfTheTextIsNone() {
        List<Line> lines = new ArrayList<>(body());
        lines.add(line(100, 1230, 20, "1234"));
        assertThat(types(lines)).doesNotContainValue(BlockType.FOOTER);
    }

    @Test
    void aNumberInTheMiddleOfThePageIsNone() {
        List<Line> lines = new ArrayList<>(body());
        lines.removeIf(line -> line.box().top() > 600);
        assertThat(types(lines, line(500, 700, 20, "12"))).doesNotContainValue(BlockType.FOOTER);
    }

    @Test
    void whatStandsInTheCornersIsFurnitureWhateverStandsInTheRowInwards() {
        String footer = "Form HB/12 (rev. 1998)" + " ".repeat(26) + "P.T.O.";
        assertThat(types(body(), line(100, 1200, 20, "Date               Signature"), line(100, 1320, 20, footer)))
                .containsEntry("Form HB/12 (rev. 1998) P.T.O.", BlockType.FOOTER);
    }

    @Test
    void aPageThatStandsAlmostLevelHasItsCornersInOneRow() {
        assertThat(types(body(), line(100, 60, 20, "238"), line(590, 72, 20, "Index")))
                .containsEntry("238 Index", BlockType.HEADER);
    }

    @Test
    void whatIsBeneathALineFarFromItStandsInARowOfItsOwn() {
        List<Line> lines = new ArrayList<>(body());
        lines.add(line(100, 1220, 20, "came."));
        assertThat(types(lines, line(2500, 1280, 20, "12"))).containsEntry("12", BlockType.FOOTER);
    }

    @Test
    void aLineByItselfAboveColumnsIsTheirTitle() {
        assertThat(types(columns(line(300, 60, 20, "The History of Rome"))))
                .containsEntry("The History of Rome", BlockType.HEADER);
        assertThat(types(columns(line(300, 60, 20, "Table 2: Visitors of Rome"))))
                .doesNotContainValue(BlockType.HEADER);
        assertThat(types(columns(line(300, 60, 26, "The History of Rome")))).doesNotContainValue(BlockType.HEADER);
        assertThat(types(body(), line(300, 60, 20, "The History of Rome"))).doesNotContainValue(BlockType.HEADER);
    }

    @Test
    void numbersOfColumnsAreFurnitureAndWhatStandsAboveThem() {
        assertThat(types(columns(line(100, 60, 20, "US 4,318,207"), line(200, 130, 20, "5"), line(600, 130, 20, "6"))))
                .containsEntry("US 4,318,207 5 6", BlockType.HEADER);
        assertThat(types(columns(line(100, 60, 20, "US 4,318,207"), line(200, 130, 20, "5"), line(600, 130, 20, "8"))))
                .doesNotContainValue(BlockType.HEADER);
    }

    @Test
    void yearsAndStepsAboveColumnsAreNone() {
        assertThat(types(columns(
                        line(100, 60, 20, "Both years"), line(200, 130, 20, "2023"), line(600, 130, 20, "2024"))))
                .doesNotContainValue(BlockType.HEADER);
        assertThat(types(columns(line(100, 60, 20, "Two steps"), line(200, 130, 40, "1"), line(600, 130, 40, "2"))))
                .doesNotContainValue(BlockType.HEADER);
        assertThat(types(columns(line(100, 60, 40, "Harbours"), line(200, 130, 20, "1"), line(600, 130, 20, "2"))))
                .doesNotContainEntry("Harbours", BlockType.HEADER);
    }

    @Test
    void theAddressOfALetterheadIsNone() {
        assertThat(types(
                        body(),
                        line(100, 40, 40, "BRANDT AND SONS"),
                        line(100, 86, 15, "14 Quay Street, Harwick"),
                        line(100, 104, 15, "Telephone: Harwick 218")))
                .doesNotContainValue(BlockType.HEADER);
    }

    @Test
    void aPagesNumberUnderALargeNameIsOne() {
        assertThat(types(body(), line(100, 40, 40, "BRANDT AND SONS"), line(100, 86, 15, "Page 3 of 10")))
                .containsEntry("Page 3 of 10", BlockType.HEADER);
    }

    @Test
    void aLineThatRunsUpBesideTheTextIsAStamp() {
        Line stamp = new Line(
                List.of(
                        new Word("harbour:2501", new Box(30, 700, 50, 820), 1),
                        new Word("Jan", new Box(30, 640, 50, 680), 1)),
                20);
        assertThat(types(body(), line(100, 60, 20, "12"), stamp))
                .containsEntry("harbour:2501 Jan", BlockType.ASIDE_TEXT)
                .containsEntry("12", BlockType.HEADER);
    }

    @Test
    void whatRunsUpWithinTheTextIsNone() {
        Line axis = new Line(List.of(new Word("Visitors", new Box(300, 700, 320, 800), 1)), 20);
        List<Line> lines = new ArrayList<>(body());
        lines.removeIf(line -> line.box().top() > 650 && line.box().top() < 850);
        assertThat(types(lines, axis)).doesNotContainValue(BlockType.ASIDE_TEXT);
    }

    @Test
    void aLabelHasNone() {
        assertThat(types(List.of(line(100, 60, 20, "12"), line(100, 700, 20, "Shelf of ships"))))
                .doesNotContainValue(BlockType.HEADER);
    }

    private static List<Line> body() {
        List<Line> lines = new ArrayList<>();
        for (int y = 200; y < 1200; y += 30) {
            lines.add(line(100, y, 20, PROSE));
        }
        return lines;
    }

    private static Map<String, BlockType> types(List<Line> body, Line... others) {
        List<Region> regions = new ArrayList<>();
        for (Line other : others) {
            regions.add(new Region.Text(other.box(), List.of(List.of(other))));
        }
        regions.add(region(body));
        return types(regions);
    }

    private static Region region(List<Line> lines) {
        return new Region.Text(
                Box.around(lines.stream().map(Line::box).toList()),
                lines.stream().map(List::of).toList());
    }

    private static List<Region> columns(Line... above) {
        List<Line> left = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        for (int y = 200; y < 1200; y += 30) {
            left.add(line(100, y, 20, "the harbour library was open"));
            right.add(line(500, y, 20, "the harbour library was open"));
        }
        return List.of(region(List.of(above)), region(left), region(right));
    }

    private static Map<String, BlockType> types(List<Region> regions) {
        Composition page = PageComposer.compose(regions, HEIGHT, 0);
        Map<String, BlockType> types = new HashMap<>();
        for (Block block : page.blocks()) {
            types.put(page.markdown().substring(block.start(), block.end()), block.type());
        }
        return types;
    }

    /** Words stand as far apart as there are spaces. */
    private static Line line(int left, int top, int height, String text) {
        List<Word> words = new ArrayList<>();
        int x = left;
        for (String word : text.split("(?<= )")) {
            String letters = word.strip();
            if (!letters.isEmpty()) {
                words.add(new Word(letters, new Box(x, top, x + 10 * letters.length(), top + height), 1));
            }
            x += 10 * word.length();
        }
        return new Line(words, height);
    }
}
