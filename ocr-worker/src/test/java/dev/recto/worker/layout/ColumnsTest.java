package dev.recto.worker.layout;

import static dev.recto.worker.layout.DrawnRegions.TYPED;
import static dev.recto.worker.layout.DrawnRegions.markdown;
import static dev.recto.worker.layout.DrawnRegions.region;
import static dev.recto.worker.layout.DrawnRegions.spaced;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the columns of tables are. */
class ColumnsTest {
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
}
