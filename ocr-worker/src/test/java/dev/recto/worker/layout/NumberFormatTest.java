package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
    private static NumberFormat of(String... cells) {
        return NumberFormat.of(List.of(cells)).orElseThrow();
    }

    @Test
    void aPointThatManyHaveIsMissingInOthers() {
        NumberFormat format = of("1.5", "-2.0", "47", "3.1%", "12");
        assertThat(format.end()).contains(".9");
        assertThat(format.fits("4.7")).isTrue();
        assertThat(format.fits("47")).isFalse();
        assertThat(format.fits("4:7")).isFalse();
    }

    @Test
    void smallNumbersStandAmongThousands() {
        NumberFormat format = of("1,234", "12,345", "987");
        assertThat(format.fits("56")).isTrue();
        assertThat(format.fits("6113")).isFalse();
    }

    @Test
    void wholeNumbersHaveNoPoint() {
        NumberFormat format = of("12", "7", "105", "44");
        assertThat(format.fits("1.2")).isFalse();
        assertThat(format.fits("1,234")).isTrue();
        assertThat(format.fits("UW")).isFalse();
    }

    @Test
    void wordsHaveNone() {
        assertThat(NumberFormat.of(List.of("Northport", "12", "Calder", "Denby")))
                .isEqualTo(Optional.empty());
    }

    @Test
    void pointsAreLostRatherThanFound() {
        assertThat(NumberFormat.isWithPoint("145", "14.5")).isTrue();
        assertThat(NumberFormat.isWithPoint("14.5", "145")).isFalse();
        assertThat(NumberFormat.isWithPoint("145", "1.46")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "298, dd.d, 29.8",
        "228, -dd.d, -22.8",
        "6.3, -d.d, -6.3",
        "~6.3, -d.d, -6.3",
        "298, ddd, 298",
        "298, d.dd, 298",
        "298, dd.?, 298",
        "29.8, ddd, 29.8",
        "49 g, d.d, 49 g",
        "41%, d.d??, 4.1%",
        "“298, dd.d, 29.8",
    })
    void whatStrokesShowIsTakenAsTheColumnHasIt(String read, String strokes, String number) {
        NumberFormat tenths =
                NumberFormat.of(List.of("12.9", "-4.1", "7.5", "0.3")).orElseThrow();
        assertThat(tenths.shaped(read, strokes)).isEqualTo(number);
    }

    @Test
    void whereNumbersEndAsTheyLikeStrokesTellByThemselves() {
        NumberFormat results = NumberFormat.of(List.of("139", "5.2", "2.91", "46", "358", "132", "14.7", "24"))
                .orElseThrow();
        assertThat(results.shaped("42", "d.d")).isEqualTo("4.2");
        assertThat(results.shaped("42", "dd")).isEqualTo("42");
        NumberFormat whole = NumberFormat.of(List.of("139", "52", "91", "46")).orElseThrow();
        assertThat(whole.shaped("42", "d.d")).isEqualTo("42");
    }

    @Test
    void aUnitIsClean() {
        assertThat(List.of("39.1 °C", "12,50 €", "3.2 mm", "8 %")).allMatch(NumberFormat::isClean);
        assertThat(List.of("39.1 °", "12«", "3?")).noneMatch(NumberFormat::isClean);
    }

    @Test
    void aPointIsPutInBeforeAUnit() {
        NumberFormat prices =
                NumberFormat.of(List.of("12.50 €", "4.57 €", "13.62 €")).orElseThrow();
        assertThat(prices.shapedBeforeUnit("930", "d.dd?")).isEqualTo("9.30");
        assertThat(prices.shaped("930", "d.dd?")).isEqualTo("930");
    }

    @Test
    void ofSeveralPointsNoneIsLost() {
        NumberFormat versions = NumberFormat.of(List.of("6.0.6", "4.17.4", "1.5.6", "2.16.12", "97.6"))
                .orElseThrow();
        assertThat(versions.fits("419.4")).isFalse();
        assertThat(versions.shaped("419.4", "d.dd.d")).isEqualTo("4.19.4");
        assertThat(versions.shaped("491", "d.d.d")).isEqualTo("4.9.1");
        assertThat(versions.shaped("491", "ddd")).isEqualTo("491");
        NumberFormat times = NumberFormat.of(List.of("1:30:04.5", "1:31:38.7", "1:32:04.1", "133135"))
                .orElseThrow();
        assertThat(times.shaped("133135", "d.dd.dd.d")).isEqualTo("1:33:13.5");
    }

    @Test
    void thousandsAreDividedAsInTheirColumn() {
        NumberFormat thousands =
                NumberFormat.of(List.of("5,723", "4,574", "9,050")).orElseThrow();
        assertThat(thousands.divided("6.111")).isEqualTo("6,111");
        assertThat(thousands.divided("6.11")).isEqualTo("6.11");
        assertThat(thousands.divided("0.611")).isEqualTo("0.611");
        assertThat(thousands.shaped("6.111", "d.ddd")).isEqualTo("6.111");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.123 1.204 2.331 0.421 12,345 | 12,345",
                "12,450 1,204 3,115 0.285 1.082 | 1.082",
                "12.450 1.204 3.115 0,285 1,082 | 1,082",
                "12,450 1,204 3,115 98.5 1.082 | 1.082",
                "12,450 1,204 3,115 20450 1.082 | 1.082",
                "12,450 1,204 2.331 1.082 | 1.082"
            })
    void whatMayBeAFractionIsNotDivided(String column, String number) {
        NumberFormat format = NumberFormat.of(List.of(column.split(" "))).orElseThrow();
        assertThat(format.divided(number)).isEqualTo(number);
    }

    @Test
    void twoGroupsSayThatAllAreThousands() {
        NumberFormat thousands =
                NumberFormat.of(List.of("1,200,450", "5,723", "2024")).orElseThrow();
        assertThat(thousands.divided("1.082")).isEqualTo("1,082");
    }

    @Test
    void noSignIsTakenWhereNoNumberHasOne() {
        NumberFormat times = NumberFormat.of(List.of("5:36", "6:55", "7:40")).orElseThrow();
        assertThat(times.shaped("740", "-d.dd")).isEqualTo("7:40");
        assertThat(times.shaped("740", "d.dd")).isEqualTo("7:40");
        assertThat(times.isOfDoubtfulSign("7:40")).isFalse();
    }

    @Test
    void whatMayBeEitherIsNotMore() {
        NumberFormat errors =
                NumberFormat.of(List.of("+2.06", "+1.41", "#0.16")).orElseThrow();
        assertThat(errors.isOfDoubtfulSign("+2.06")).isTrue();
        assertThat(errors.shaped("+2.06", "±d.dd")).isEqualTo("±2.06");
        assertThat(errors.shaped("#016", "±d.dd")).isEqualTo("±0.16");
        assertThat(errors.shaped("+2.06", "?d.dd")).isEqualTo("+2.06");
        assertThat(errors.shaped("$2.06", "?d.dd")).isEqualTo("$2.06");
    }
}
