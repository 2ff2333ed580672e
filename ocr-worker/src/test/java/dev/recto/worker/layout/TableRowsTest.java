package dev.recto.worker.layout;

import static dev.recto.worker.layout.DrawnRegions.markdown;
import static dev.recto.worker.layout.DrawnRegions.spaced;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which lines of a table are a row. */
class TableRowsTest {
    @Test
    void aHeaderEndsWhereAmountsBegin() {
        assertThat(spaced(
                        25,
                        "In thousands       Land        Ships",
                        "At 1 January       $ 8,981     $ 7,112",
                        "Added              1,166         433",
                        "Sold                 (26)       (168)"))
                .startsWith("| In thousands | Land | Ships |\n| --- | --- | --- |\n| At 1 January | $8,981 | $7,112 |");
    }

    @Test
    void headingsOfGroupsStayInside() {
        assertThat(markdown(
                        "Thousands      2025    2024",
                        "Current assets",
                        "Cash             12      17",
                        "Fixed assets",
                        "Land            112     117",
                        "Ships             3       4"))
                .isEqualTo("""
                        | Thousands | 2025 | 2024 |
                        | --- | --- | --- |
                        | Current assets | | |
                        | Cash | 12 | 17 |
                        | Fixed assets | | |
                        | Land | 112 | 117 |
                        | Ships | 3 | 4 |""");
    }

    @Test
    void aHeaderOfSeveralLinesIsOneRow() {
        assertThat(spaced(
                        25,
                        "               Balance at",
                        "                1 January     Added",
                        "Item                 2025   in 2025",
                        "",
                        "Rent                   12        17",
                        "",
                        "Paper                 112       117",
                        "",
                        "Ink                     3         4"))
                .isEqualTo("""
                        | Item | Balance at 1 January 2025 | Added in 2025 |
                        | --- | --- | --- |
                        | Rent | 12 | 17 |
                        | Paper | 112 | 117 |
                        | Ink | 3 | 4 |""");
    }

    @Test
    void aHeadingOverTwoColumnsIsARowOfItsOwn() {
        assertThat(markdown(
                        "                  2025                2024",
                        "Item        Lent      Sold      Lent      Sold",
                        "Maps          12         3        17         7",
                        "Books        112        31       117        71",
                        "Charts         1         2         3         4"))
                .isEqualTo("""
                        | | 2025 | | 2024 | |
                        | --- | --- | --- | --- | --- |
                        | Item | Lent | Sold | Lent | Sold |
                        | Maps | 12 | 3 | 17 | 7 |
                        | Books | 112 | 31 | 117 | 71 |
                        | Charts | 1 | 2 | 3 | 4 |""");
    }

    @Test
    void aCellGoesOnBeneath() {
        assertThat(spaced(
                        25,
                        "Part          What it does          Who",
                        "",
                        "Front desk    welcomes everyone     Anna",
                        "              who comes in",
                        "",
                        "Archive       keeps letters         Tom",
                        "",
                        "Shop          sells maps            Eva"))
                .isEqualTo("""
                        | Part | What it does | Who |
                        | --- | --- | --- |
                        | Front desk | welcomes everyone who comes in | Anna |
                        | Archive | keeps letters | Tom |
                        | Shop | sells maps | Eva |""");
    }

    @Test
    void aLabelMayStandInTheMiddleOfItsCells() {
        assertThat(spaced(
                        25,
                        "Phase    Tasks                Cost",
                        "",
                        "         drills at six sites",
                        "Survey   tests in the lab    12.40",
                        "         a note",
                        "",
                        "Design   drawings            31.00",
                        "",
                        "Build    piling and deck    418.50"))
                .isEqualTo("""
                        | Phase | Tasks | Cost |
                        | --- | --- | --- |
                        | Survey | drills at six sites tests in the lab a note | 12.40 |
                        | Design | drawings | 31.00 |
                        | Build | piling and deck | 418.50 |""");
    }

    @Test
    void cellsThatAreBrokenTogetherAreOneRow() {
        assertThat(spaced(
                        25,
                        "Simplify            Repair              Listen",
                        "",
                        "One form instead    Lifts and roofs     Two open evenings",
                        "of seven for all    now, walls later    a year with notes"))
                .isEqualTo("""
                        | Simplify | Repair | Listen |
                        | --- | --- | --- |
                        | One form instead of seven for all | Lifts and roofs now, walls later | Two open evenings a year with notes |""");
    }

    @Test
    void rowsOfShortWordsAreNotBroken() {
        assertThat(spaced(
                        25,
                        "Tree              Where it is       How often",
                        "black alder       by the lake       quite common",
                        "white birch       in the wood       rather rare",
                        "grey willow       by the path       very common"))
                .contains("| black alder | by the lake | quite common |", "| grey willow | by the path |");
    }

    @Test
    void phrasesAreRowsOfTheirOwn() {
        assertThat(markdown(
                        "to be able to            pouvoir bien faire",
                        "to have to go            devoir s'en aller",
                        "to go out late           sortir bien tard",
                        "to come in soon          entrer encore une"))
                .contains("| to have to go | devoir s'en aller |", "| to go out late | sortir bien tard |");
    }
}
