package dev.recto.worker.layout;

import static dev.recto.worker.layout.SomeRegions.line;
import static dev.recto.worker.layout.SomeRegions.paragraph;
import static dev.recto.worker.layout.SomeRegions.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.WordScore;
import dev.recto.worker.reader.ReadWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words are set with letters 10 wide and 20 high, spaces 10 wide, lines 30 apart. */
class PageComposerTest {
    private static final int HEIGHT = 1000;

    @Test
    void linesOfAParagraphAreJoined() {
        assertThat(markdown(text(paragraph(0, "One line", "and another.")))).isEqualTo("One line and another.");
    }

    @Test
    void wordsAreMendedWhereTheyWereDivided() {
        assertThat(markdown(text(paragraph(0, "A li-", "brary and a well-", "Known one"))))
                .isEqualTo("A library and a well- Known one");
    }

    @Test
    void headingsAreTypeThatIsLarger() {
        List<Line> title = List.of(line(0, 0, 40, "Title"));
        List<Line> section = List.of(line(0, 60, 28, "Section"));
        List<Line> minor = List.of(line(0, 100, 24, "Minor"));
        assertThat(markdown(text(title, section, minor, paragraph(140, "The body is what most characters belong to."))))
                .isEqualTo("# Title\n\n## Section\n\n### Minor\n\nThe body is what most characters belong to.");
    }

    @Test
    void aLineThatGoesOnInLowerCaseIsNoHeading() {
        List<Line> larger = List.of(line(0, 60, 28, "and goes on"));
        assertThat(markdown(text(paragraph(0, "The body is what most characters belong to"), larger)))
                .isEqualTo("The body is what most characters belong to\n\nand goes on");
    }

    @Test
    void aHeadingIsTakenOutOfItsParagraph() {
        List<Line> both = List.of(line(0, 0, 40, "Title"), line(0, 50, 20, "and the text that follows it at once"));
        assertThat(markdown(text(both))).isEqualTo("# Title\n\nand the text that follows it at once");
    }

    @Test
    void listsHaveMarkersOfOneKind() {
        assertThat(markdown(text(
                        paragraph(0, "• First item", "goes on", "* Second"), paragraph(120, "e Third", "¢« Fourth"))))
                .isEqualTo("- First item goes on\n- Second\n- Third\n- Fourth");
        assertThat(markdown(text(paragraph(0, "1. First", "2. Second")))).isEqualTo("1. First\n2. Second");
    }

    @Test
    void whatIsEscapedKeepsItsPlace() {
        Composition page = PageComposer.compose(List.of(text(paragraph(0, "*one* and *two*"))), HEIGHT, 0);
        assertThat(page.markdown()).isEqualTo("\\*one\\* and \\*two\\*");
        assertThat(page.words()).extracting(ReadWord::start).containsExactly(0, 8, 12);
        assertThat(page.blocks().getFirst().end()).isEqualTo(page.markdown().length());
    }

    @Test
    void whatTheEngineTookApartIsJoined() {
        Region text = text(
                paragraph(0, "A full line that reaches the right edge"),
                paragraph(30, "and the rest."),
                paragraph(60, "A new one."));
        assertThat(markdown(text)).isEqualTo("A full line that reaches the right edge and the rest.\n\nA new one.");
    }

    @Test
    void columnsOfShortCellsAreATable() {
        // As the engine may see them: each column a region of its own.
        Region names = text(List.of(line(0, 0, 20, "Name"), line(0, 30, 20, "Pear"), line(0, 60, 20, "Fig")));
        Region counts = text(List.of(line(300, 0, 20, "Count"), line(300, 30, 20, "12"), line(300, 60, 20, "7|8")));
        Composition page = PageComposer.compose(List.of(names, counts), HEIGHT, 0);
        assertThat(page.markdown()).isEqualTo("| Name | Count |\n| --- | --- |\n| Pear | 12 |\n| Fig | 7\\|8 |");
        assertThat(page.blocks()).extracting(Block::type).containsExactly(BlockType.TABLE);
        assertSpans(page);
    }

    @Test
    void emptyCellsKeepTheirColumn() {
        Region table = text(List.of(
                line(0, 0, 20, "a"),
                line(300, 0, 20, "b"),
                line(600, 0, 20, "c"),
                line(0, 30, 20, "d"),
                line(600, 30, 20, "e"),
                line(0, 60, 20, "f"),
                line(300, 60, 20, "g"),
                line(600, 60, 20, "h")));
        assertThat(markdown(table)).isEqualTo("| a | b | c |\n| --- | --- | --- |\n| d | | e |\n| f | g | h |");
    }

    @Test
    void aPageSetInTwoColumnsIsNoTable() {
        Region left =
                text(paragraph(0, "The left column is prose that", "goes on for several lines and", "then ends."));
        List<Line> lines = List.of(
                line(500, 0, 20, "The right column is prose too"),
                line(500, 30, 20, "and has as many lines as the"),
                line(500, 60, 20, "left."));
        assertThat(markdown(left, text(lines))).doesNotContain("|").startsWith("The left column is prose that goes on");
    }

    @Test
    void hyphensThatAreNotOfADivisionStay() {
        assertThat(markdown(text(paragraph(0, "A well-", "known and self-made-", "up har-", "bour"))))
                .isEqualTo("A well-known and self-made-up harbour");
    }

    @Test
    void aDividedWordGoesOnInTheNextColumn() {
        Region left = text(paragraph(0, "The left column is prose", "and ends in a li-"));
        Region right = text(List.of(line(500, 0, 20, "brary of books."), line(500, 30, 20, "It is open.")));
        assertThat(markdown(left, right))
                .isEqualTo("The left column is prose and ends in a library of books. It is open.");
    }

    @Test
    void whatStandsAboveALineOverColumnsIsReadBefore() {
        Region first = text(column(0, 0, "one"));
        Region heading = text(List.of(line(0, 200, 40, "A headline over columns")));
        Region below = text(column(0, 300, "three"));
        Region beside = text(column(150, 300, "four"));
        Region late = text(column(150, 0, "two"));
        assertThat(markdown(first, heading, below, beside, late).replaceAll("\\s+", " "))
                .isEqualTo("one one one two two two # A headline over columns three three three four four four");
    }

    @Test
    void headingsSideBySideGoToTheirColumns() {
        Region left = text(List.of(line(0, 0, 40, "Aims")));
        Region right = text(List.of(line(150, 0, 40, "Means")));
        assertThat(markdown(left, right, text(column(0, 100, "one")), text(column(150, 100, "two")))
                        .replaceAll("\\s+", " "))
                .isEqualTo("# Aims one one one # Means two two two");
    }

    private static List<Line> column(int left, int top, String word) {
        return List.of(line(left, top, 20, word), line(left, top + 30, 20, word), line(left, top + 60, 20, word));
    }

    @Test
    void aLargeInitialGoesToItsWordAndItsLineToThoseBesideIt() {
        Word initial = new Word("T", new Box(0, 0, 40, 80), 1);
        List<Word> words =
                new ArrayList<>(line(60, 0, 20, "he first line of a text").words());
        words.addFirst(initial);
        Region rest = text(List.of(
                line(60, 30, 20, "and one beside the letter"), line(0, 90, 20, "and one more beneath the letter.")));
        Region first = text(List.of(new Line(words, 20)));
        assertThat(markdown(rest, first))
                .isEqualTo("The first line of a text and one beside the letter and one more beneath the letter.");
    }

    @Test
    void aLetterThatIsAWordStaysOne() {
        Word initial = new Word("A", new Box(0, 0, 40, 80), 1);
        List<Word> words = new ArrayList<>(line(60, 0, 20, "library is open").words());
        words.addFirst(initial);
        assertThat(markdown(text(List.of(new Line(words, 20))))).isEqualTo("A library is open");
    }

    @Test
    void wordsInAFigureFollowIt() {
        Region figure = new Region.Figure(new Box(0, 100, 400, 300), List.of(line(10, 120, 20, "Scan, then read")));
        assertThat(markdown(text(paragraph(0, "Before")), figure))
                .isEqualTo("Before\n\n![img-0.jpeg](img-0.jpeg)\n\nScan, then read");
    }

    @Test
    void figuresAreNumbered() {
        Box box = new Box(0, 100, 200, 300);
        Composition page = PageComposer.compose(
                List.of(text(paragraph(0, "Before")), new Region.Figure(box), new Region.Figure(box)), HEIGHT, 0);
        assertThat(page.markdown()).isEqualTo("Before\n\n![img-0.jpeg](img-0.jpeg)\n\n![img-1.jpeg](img-1.jpeg)");
        assertThat(page.pictures()).extracting(picture -> picture.box()).containsExactly(box, box);
        assertThat(page.blocks().getLast().picture()).isEqualTo(1);
        assertSpans(page);
    }

    @Test
    void whatLiesBehindTheWholeTextIsNoFigure() {
        Composition page = PageComposer.compose(
                List.of(text(paragraph(50, "On brown paper")), new Region.Figure(new Box(0, 0, 900, 900))), HEIGHT, 0);
        assertThat(page.pictures()).isEmpty();
    }

    @Test
    void dirtIsLeftOut() {
        Word speck = new Word("~", new Box(0, 0, 5, 5), 0.9);
        Word doubtful = new Word("xq", new Box(10, 0, 30, 20), 0.05);
        Line line = new Line(List.of(speck, doubtful), 20);
        assertThat(PageComposer.compose(List.of(new Region.Text(line.box(), List.of(List.of(line)))), HEIGHT, 0.1)
                        .markdown())
                .isEmpty();
    }

    @Test
    void anUncertainWordStaysAmongCertainOnesOfItsSize() {
        Word certain = new Word("Reform", new Box(0, 0, 60, 20), 0.95);
        Word uncertain = new Word("174-334", new Box(70, 0, 140, 20), 0.05);
        Word speck = new Word("eee", new Box(150, 15, 180, 20), 0.05);
        assertThat(composed(certain, uncertain, speck)).isEqualTo("Reform 174-334");
    }

    @Test
    void aRuleThatWasReadAsLettersIsDirt() {
        Word word = new Word("Reform", new Box(0, 0, 60, 20), 0.95);
        assertThat(composed(word, new Word("ee", new Box(70, 15, 140, 18), 0.4)))
                .isEqualTo("Reform");
    }

    @Test
    void anUncertainSignBetweenWordsIsDirt() {
        Word first = new Word("©", new Box(0, 0, 20, 20), 0.3);
        Word word = new Word("Reform", new Box(30, 0, 90, 20), 0.95);
        Word doubtful = new Word("§", new Box(100, 0, 110, 20), 0.3);
        Word certain = new Word("§", new Box(120, 0, 130, 20), 0.9);
        assertThat(composed(first, word, doubtful, certain)).isEqualTo("- Reform §");
    }

    @Test
    void aLetterThatIsAStrokeIsNone() {
        Word one = new Word("一", new Box(0, 8, 40, 12), 0.95);
        Word moon = new Word("月", new Box(50, 0, 90, 20), 0.95);
        assertThat(composed(moon, one)).contains("一");
    }

    @Test
    void anUncertainSignBeforeItsNumberStays() {
        Word word = new Word("see", new Box(0, 0, 30, 20), 0.95);
        Word sign = new Word("§", new Box(40, 0, 50, 20), 0.3);
        Word number = new Word("5", new Box(60, 0, 70, 20), 0.95);
        assertThat(composed(word, sign, number)).isEqualTo("see § 5");
    }

    private static String composed(Word... words) {
        Line line = new Line(List.of(words), 20);
        return PageComposer.compose(List.of(new Region.Text(line.box(), List.of(List.of(line)))), HEIGHT, 0.1)
                .markdown();
    }

    @Test
    void certaintyIsThatOfTheWords() {
        Line line = new Line(
                List.of(new Word("sure", new Box(0, 0, 40, 20), 1), new Word("half", new Box(50, 0, 90, 20), 0.5)), 20);
        Composition page =
                PageComposer.compose(List.of(new Region.Text(line.box(), List.of(List.of(line)))), HEIGHT, 0);
        assertThat(page.confidence()).isEqualTo(new Confidence(0.75, 0.5));
        assertThat(page.words())
                .containsExactly(
                        new ReadWord(new WordScore("sure", 1, 0), new Box(0, 0, 40, 20)),
                        new ReadWord(new WordScore("half", 0.5, 5), new Box(50, 0, 90, 20)));
        assertSpans(page);
    }

    private static void assertSpans(Composition page) {
        for (Block block : page.blocks()) {
            assertThat(page.markdown().substring(block.start(), block.end()))
                    .doesNotStartWith("\n")
                    .doesNotEndWith("\n");
        }
        for (ReadWord word : page.words()) {
            assertThat(page.markdown().substring(word.start()).replaceAll("\\\\(?=\\p{Punct})", ""))
                    .startsWith(word.text().replaceAll("\\\\(?=\\p{Punct})", ""));
        }
    }

    private static String markdown(Region... regions) {
        Composition page = PageComposer.compose(List.of(regions), HEIGHT, 0);
        assertSpans(page);
        return page.markdown();
    }
}
