package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines are drawn in letters: each 10 wide and 20 high, rows 30 apart, an empty one for space; two spaces end a word. */
class TablesTest {
    private static final int LETTER = 10;
    /** Between words. */
    private static final int TYPED = 14;

    @Test
    void aCurrencyBelongsToItsNumber() {
        assertThat(markdown(
                        "Year          2025        2024",
                        "Rent          $   12      $    7",
                        "Paper            112          (17)",
                        "Total         $  124      $   24"))
                .isEqualTo("""
                        | Year | 2025 | 2024 |
                        | --- | --- | --- |
                        | Rent | $12 | $7 |
                        | Paper | 112 | (17) |
                        | Total | $124 | $24 |""");
    }

    @Test
    void aCurrencyBehindItsNumberBelongsToNoOther() {
        assertThat(markdown(
                        "Item      Price  per 100 g",
                        "Basil    16.68 €  33.36",
                        "Cumin    13.62 €  17.03",
                        "Sumac     4.57 €   9.14",
                        "Anise    21.97 €  87.89"))
                .contains("| Basil | 16.68 € | 33.36 |", "| Sumac | 4.57 € | 9.14 |");
    }

    @Test
    void aColumnOfCurrenciesIsOne() {
        assertThat(markdown(
                        "Currency     Buy      Mid",
                        "CHF         5.86     5.91",
                        "GBP         7.40     7.52",
                        "NOK         1.64     1.66",
                        "USD         1.27     1.29"))
                .contains("| CHF | 5.86 | 5.91 |", "| NOK | 1.64 | 1.66 |", "| USD | 1.27 | 1.29 |");
    }

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
    void headingsOfNarrowColumnsAreNoTypedLine() {
        assertThat(markdown(
                        "Who  Mon  Tue  Wed  Thu  Fri",
                        "Ann   12   13   14   15   16",
                        "Ben   22   23   24   25   26",
                        "Eva   32   33   34   35   36"))
                .startsWith("| Who | Mon | Tue | Wed | Thu | Fri |");
    }

    @Test
    void starsBehindANumberAreOfIt() {
        assertThat(spaced(
                        25,
                        "          (a)       (b)",
                        "Age       0.12*     1.20**",
                        "Rent      0.75***   0.33*",
                        "Paper     0.25**    1.11"))
                .startsWith("| | (a) | (b) |\n| --- | --- | --- |\n| Age | 0.12* | 1.20** |");
    }

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
    void aHeadingAtTheOtherEdgeIsInItsColumn() {
        assertThat(markdown(
                        "Name           Town           Visits",
                        "Anna Brandt    Hamburg                    12",
                        "Tom Hill       Lisbon                      3",
                        "Mary Stone     Turin                     117"))
                .isEqualTo("""
                        | Name | Town | Visits |
                        | --- | --- | --- |
                        | Anna Brandt | Hamburg | 12 |
                        | Tom Hill | Lisbon | 3 |
                        | Mary Stone | Turin | 117 |""");
    }

    @Test
    void oneLongCellDoesNotCloseACorridor() {
        assertThat(markdown(
                        "Item           2025    2024",
                        "Rent             12      17",
                        "Paper             1       7",
                        "Ink              12      17",
                        "Wages and fees 8112   8 117",
                        "Heating         112     117",
                        "Postage           3       4",
                        "Donations         2       1"))
                .contains("| Wages and fees | 8112 | 8 117 |", "| Postage | 3 | 4 |");
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
    void aHeadingBetweenTwoColumnsIsOverBoth() {
        assertThat(spaced(
                        26,
                        "                Winter              Summer",
                        "Station     Mean       Max      Mean       Max",
                        "Ayr           12.9      20.1      14.3      25.5",
                        "Bude           8.0      16.2      11.2      29.6",
                        "Cromer         7.1      14.4      10.6      24.2"))
                .contains("| Station | Mean | Max | Mean | Max |");
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
    void numbersAsCloseAsWordsAreInColumnsOfTheirOwn() {
        assertThat(markdown(
                        "Site        Flow  Err   Days",
                        "Alder       41.7 +1.9    118",
                        "Stone       38.2 +2.4    104",
                        "Mill       102.8 +4.6    125"))
                .contains("| Alder | 41.7 | +1.9 | 118 |", "| Mill | 102.8 | +4.6 | 125 |");
    }

    @Test
    void spacesBetweenThousandsDivideNoNumber() {
        assertThat(markdown(
                        "City       Gain      2023",
                        "Lyon     12 345    41 700",
                        "Nice        987     3 210",
                        "Lille     1 234       118"))
                .contains("| City | Gain | 2023 |", "| Lyon | 12 345 | 41 700 |", "| Lille | 1 234 | 118 |");
    }

    @Test
    void whatANumberMayBeMoreOrLessBelongsToIt() {
        assertThat(markdown(
                        "Model      Old     New      Mean",
                        "Small  7.0 ± 1 8.2 ± 3      0.77",
                        "Base   9.1 ± 2 9.5 ± 1      0.81",
                        "Large  9.4 ± 2 9.9 ± 2      0.94"))
                .contains("| Small | 7.0 ± 1 | 8.2 ± 3 | 0.77 |", "| Large | 9.4 ± 2 | 9.9 ± 2 | 0.94 |");
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
    void numbersOfThreeDigitsUnderTheirOwnHeadingAreNoThousands() {
        assertThat(markdown(
                        "Ward        Men All       Cost",
                        "North        12 345       3.50",
                        "South         9 318       4.25",
                        "Quayside     31 402       1.75"))
                .contains("| North | 12 | 345 | 3.50 |", "| Quayside | 31 | 402 | 1.75 |");
    }

    @Test
    void aHeadingOfTwoWordsPartsNoThousands() {
        assertThat(markdown("Poste      Prix net", "Loyer        12 345", "Salaires    104 200", "Divers        1 730"))
                .contains("| Loyer | 12 345 |", "| Divers | 1 730 |");
    }

    @Test
    void typedLabelsAreNotTorn() {
        assertThat(PageComposer.compose(
                                List.of(region(0, 30, TYPED, "Week 1    12.50", "Week 2    13.75", "Week 3     9.20")),
                                1000,
                                0)
                        .markdown())
                .contains("| Week 1 | 12.50 |", "| Week 3 | 9.20 |");
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
    void twoRowsOfNumbersTellWhereColumnsAre() {
        assertThat(markdown(
                        "Site      Flow Error   Days   Crew",
                        "Alder     41.7   +1.9   118      7",
                        "Stone     38.2   +2.4   104      9"))
                .contains("| Alder | 41.7 | +1.9 | 118 | 7 |", "| Stone | 38.2 | +2.4 | 104 | 9 |");
    }

    @Test
    void aHeadingOverTwoColumnsIsNotTorn() {
        assertThat(markdown(
                        "             Wet season       Dry season",
                        "Site        Flow    Error    Flow    Error",
                        "Alder       41.7     +1.9    12.3     +0.7",
                        "Stone       38.2     +2.4     9.8     +0.6",
                        "Mill        96.5     +3.1    44.0     +1.5"))
                .contains("| Wet season |", "| Dry season |");
    }

    @Test
    void aDollarWhoseStrokeStandsOutIsOne() {
        assertThat(markdown(
                        "Year          2025        2024",
                        "Rent          $   12     §$   70",
                        "Paper            112          17",
                        "Total        §$  124      $   87"))
                .contains("| Rent | $12 | $70 |", "| Total | $124 | $87 |");
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

    private static String markdown(String... lines) {
        return spaced(30, lines);
    }

    private static String spaced(int pitch, String... lines) {
        return PageComposer.compose(List.of(region(0, pitch, lines)), 1000, 0).markdown();
    }

    private static Region region(int left, int pitch, String... rows) {
        return region(left, pitch, LETTER, rows);
    }

    private static Region region(int left, int pitch, int space, String... rows) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (!rows[i].isBlank()) {
                lines.add(line(left, pitch * i, space, rows[i]));
            }
        }
        return new Region.Text(Box.around(lines.stream().map(Line::box).toList()), List.of(lines));
    }

    private static Line line(int left, int top, int space, String text) {
        List<Word> words = new ArrayList<>();
        int x = left;
        for (String word : text.split("(?<= )")) {
            if (!word.isBlank()) {
                int width = LETTER * word.strip().length();
                words.add(new Word(word.strip(), new Box(x, top, x + width, top + 20), 1));
            }
            x += LETTER * word.strip().length()
                    + space * (word.length() - word.strip().length());
        }
        return new Line(words, 20);
    }
}
