package dev.recto.worker.layout;

import static dev.recto.worker.layout.DrawnRegions.markdown;
import static dev.recto.worker.layout.DrawnRegions.region;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a table, and how many are. */
class TablesTest {
    @Test
    void aTypewritersSpacesDivideNoColumns() {
        assertThat(markdown(
                        "we  do  it  as  we  go  by", "to  be  at  an  inn  by  ten", "so  he  is  up  at  six  now"))
                .doesNotContain("|");
    }

    @Test
    void shortLinesOfATypedLetterAreNoTable() {
        assertThat(markdown(
                        "                              14  October  1997",
                        "Your  enquiry  about  it",
                        "Dear  Mrs  Vane,",
                        "",
                        "we  do  it  as  we  go  by  an  inn",
                        "to  be  at  an  inn  by  ten  or  so",
                        "so  he  is  up  at  six  now  as  we",
                        "go  to  an  inn  or  do  as  he  is"))
                .doesNotContain("|");
    }

    @Test
    void aTypedPageMayHaveATable() {
        assertThat(markdown(
                        "we  do  it  as  we  go  by  an  inn",
                        "to  be  at  an  inn  by  ten  or  so",
                        "so  he  is  up  at  six  now  as  we",
                        "go  to  an  inn  or  do  as  he  is",
                        "",
                        "Rent  of  rooms     12     7",
                        "Paper              112    17",
                        "Ink                 24    24",
                        "Total              148    48"))
                .contains("| Rent of rooms | 12 | 7 |");
    }

    @Test
    void aTableBesideProseIsTakenOutOfIt() {
        String[] prose = {
            "The harbour library was open all winter", "and many came to read about the ships",
            "that had passed in the year before and", "about those that had never come back to",
            "the harbour, whose lamps were lit until", "nine."
        };
        Region left = region(0, 30, "Item    2025", "Rent      12", "Paper    112", "Ink        3");
        Region right = region(300, 30, prose);
        String markdown = PageComposer.compose(List.of(left, right), 1000, 0).markdown();
        assertThat(markdown)
                .isEqualTo("| Item | 2025 |\n| --- | --- |\n| Rent | 12 |\n| Paper | 112 |\n| Ink | 3 |\n\n"
                        + String.join(" ", prose));
    }

    @Test
    void aListBesideATableIsNotOfIt() {
        Region list = region(0, 30, "• More guests in May", "• Boats were late", "• Tickets sold out", "• New quay");
        Region table = region(300, 30, "Month   Guests", "May        208", "June       915", "July       037");
        assertThat(PageComposer.compose(List.of(list, table), 1000, 0).markdown())
                .isEqualTo("""
                        - More guests in May
                        - Boats were late
                        - Tickets sold out
                        - New quay

                        | Month | Guests |
                        | --- | --- |
                        | May | 208 |
                        | June | 915 |
                        | July | 037 |""");
    }

    @Test
    void aProgramIsNone() {
        assertThat(markdown(
                        "int count = 0;       // pages",
                        "int words = 0;       // of all pages",
                        "String name = null;  // none yet",
                        "int last = 0;        // unknown"))
                .doesNotContain("|");
    }

    @Test
    void aLegendIsNone() {
        assertThat(markdown("M     Maps and charts", "HH    Archive", "iM    Bookbinder", "W     Harbour"))
                .doesNotContain("|");
    }

    @Test
    void anIndexIsNone() {
        assertThat(markdown(
                        "abbeys, 45, 175     fairs, 27, 112    law, 371",
                        "archives, 32        floods, 3         leather, 60",
                        "banking, 59, 140    gas, 15, 154      maps, 43",
                        "barley, 73, 122     glass, 42         mills, 8, 9"))
                .doesNotContain("|");
    }

    @Test
    void initialsBesideTheEntriesOfAnIndexMakeItNoTable() {
        assertThat(markdown(
                        "abbeys, 45, 175                 fairs, 27, 112    law, 371",
                        "archives, 32         B          floods, 3         leather, 60",
                        "banking, 59, 140                gas, 15, 154      maps, 43",
                        "barley, 73, 122      C          glass, 42         mills, 8, 9"))
                .doesNotContain("|");
    }

    @Test
    void aTildeBeforeANumberStays() {
        assertThat(CellDirt.removed(List.of(word("~", 0.9), word("250", 0.9)))).hasSize(2);
        assertThat(CellDirt.removed(List.of(word("~", 0.4), word("250", 0.9)))).hasSize(1);
        assertThat(CellDirt.removed(List.of(word("~", 0.9), word("Ink", 0.9)))).hasSize(1);
        Line line = new Line(List.of(word("~", 0.9), word("250", 0.9)), 10);
        Region text = new Region.Text(line.box(), List.of(List.of(line)));
        assertThat(Region.lines(Dirt.remove(List.of(text), 0.1))).first().isEqualTo(line);
    }

    private static Word word(String text, double confidence) {
        return new Word(text, new Box(0, 0, 10, 10), confidence);
    }

    @Test
    void marksAtTheEdgesOfACellAreLeftOut() {
        assertThat(markdown("Item       = 2025    2024", "Rent .       12      17", "Ink         -_-       4"))
                .contains("| Item | 2025 | 2024 |", "| Rent | 12 | 17 |", "| Ink | — | 4 |");
    }

    @Test
    void aColumnOfMeasuresBeginsNoOtherTable() {
        assertThat(markdown(
                        "Part     Drawing                    Length   Weight   Qty",
                        "Shaft   9.54.568                  313.0 mm    15.26    35",
                        "Bush    6.24.129                   73.3 mm     4.96    10",
                        "Pin     9.40.359                  353.0 mm    20.84    17"))
                .contains("| Shaft | 9.54.568 | 313.0 mm | 15.26 | 35 |");
    }

    @Test
    void twoSideBySideAreTwo() {
        assertThat(markdown(
                        "Grade    Men   All                    Depot     Vans   Age",
                        "First     12    40                    Bow          7   2.5",
                        "Second     9    31                    Leyton      12   3.1",
                        "Third     14    52                    Hendon      30   9.8",
                        "Fourth    21    77"))
                .isEqualTo("""
                        | Grade | Men | All |
                        | --- | --- | --- |
                        | First | 12 | 40 |
                        | Second | 9 | 31 |
                        | Third | 14 | 52 |
                        | Fourth | 21 | 77 |

                        | Depot | Vans | Age |
                        | --- | --- | --- |
                        | Bow | 7 | 2.5 |
                        | Leyton | 12 | 3.1 |
                        | Hendon | 30 | 9.8 |""");
    }

    @Test
    void narrowColumnsThatAreSetToAWidthAreNone() {
        String[] lines = {
            "every  licensed ferryman  sold",
            "to its  neighbours all the old",
            "maps of  that harbour although",
            "nobody  had objected  to it in",
            "spring and the minutes say  so",
            "with the help  of many  others"
        };
        assertThat(PageComposer.compose(List.of(region(0, 30, lines), region(400, 30, lines)), 1000, 0)
                        .markdown())
                .doesNotContain("|");
    }

    @Test
    void headingsOfMoreColumnsBeginAnotherTable() {
        assertThat(markdown(
                        "Patient    Agnes Winter",
                        "Born       04/11/1957",
                        "Sample     22-081",
                        "Received   19/02/2022 08:35",
                        "",
                        "Test       Result   Flag   Units",
                        "Sodium        139           mg/l",
                        "Urea          7.9      H    mg/l",
                        "Ferritin        9      L    ug/l"))
                .isEqualTo("""
                        | Patient | Agnes Winter |
                        | --- | --- |
                        | Born | 04/11/1957 |
                        | Sample | 22-081 |
                        | Received | 19/02/2022 08:35 |

                        | Test | Result | Flag | Units |
                        | --- | --- | --- | --- |
                        | Sodium | 139 | | mg/l |
                        | Urea | 7.9 | H | mg/l |
                        | Ferritin | 9 | L | ug/l |""");
    }

    @Test
    void twoUnderTitlesOfTheirOwnAreTwo() {
        assertThat(markdown(
                        "Table 1. Fish caught            Table 2. Water",
                        "Fish           All   Tagged      Weir    Deep   Gas",
                        "Perch          418       96      Pool     3.2   9.1",
                        "Roach          207      210      Bend     1.8   7.4",
                        "Bream          332       87      Lock     4.6   7.3"))
                .isEqualTo("""
                        Table 1. Fish caught Table 2. Water

                        | Fish | All | Tagged |
                        | --- | --- | --- |
                        | Perch | 418 | 96 |
                        | Roach | 207 | 210 |
                        | Bream | 332 | 87 |

                        | Weir | Deep | Gas |
                        | --- | --- | --- |
                        | Pool | 3.2 | 9.1 |
                        | Bend | 1.8 | 7.4 |
                        | Lock | 4.6 | 7.3 |""");
    }

    @Test
    void twoOfTheSameHeadingsAreTwo() {
        assertThat(markdown(
                        "Costs            Plan   Real       Gains            Plan   Real",
                        "Wages             182    179       Sales             388    391",
                        "Fuel               46     58       Leases              9      9",
                        "Paper              97     93       Grants             15     22"))
                .contains("| Costs | Plan | Real |", "| Gains | Plan | Real |", "| Leases | 9 | 9 |");
    }

    @Test
    void labelsThatEndWhereTheirColumnDoesAreOfATable() {
        Region labels = region(
                0,
                30,
                "          Weight of the whole device",
                "                Height of its casing",
                "Sockets for head phones at its rear ",
                "              Power when switched on");
        Region values = region(400, 30, "12 kg", "30 cm", "4", "85 W");
        assertThat(PageComposer.compose(List.of(labels, values), 1000, 0).markdown())
                .contains("| Height of its casing | 30 cm |", "| Power when switched on | 85 W |");
    }

    @Test
    void positionsWithDashesAreOfATable() {
        Region labels = region(0, 30, "Revenue", "– Products sold", "– Services rendered", "Expenses");
        Region values = region(300, 30, "100", " 60", " 40", " 55");
        assertThat(PageComposer.compose(List.of(labels, values), 1000, 0).markdown())
                .contains("| – Products sold | 60 |", "| – Services rendered | 40 |");
    }

    @Test
    void threeRowsOfWordsWithGapsAreNone() {
        assertThat(markdown(
                        "No. 14,207 of us   on Tuesday   one penny",
                        "Tolls to rise      Lost again",
                        "Ferries            Lamps, oil"))
                .doesNotContain("|");
    }

    @Test
    void addressesSideBySideAreNone() {
        assertThat(markdown(
                        "Anna Brandt            Harbour Library",
                        "12 Harbour Street      Quay 4",
                        "Hamburg                Lisbon"))
                .doesNotContain("|");
    }

    @Test
    void linesTornBetweenWordsAreMended() {
        List<Region> torn = List.of(
                region(0, 30, "the same", "the same", "the same", "the same"),
                region(90, 30, "line again", "line again", "line again", "line again"));
        assertThat(PageComposer.compose(torn, 1000, 0).markdown())
                .isEqualTo("the same line again ".repeat(4).strip());
    }
}
