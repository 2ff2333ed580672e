package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetResolutionTest {
    @ParameterizedTest
    @CsvSource({
        "300, 3508, 300", // a scan
        "300, 4961, 300", // of A3
        "300, 400, 300", // cut out of one
        "72, 4032, 345", // a photograph
        "96, 1150, 96", // a screenshot
        "72, 500, 72",
        "0, 3508, 300",
        "1, 3508, 300",
        "65535, 3508, 300",
        "NaN, 3508, 300",
        "Infinity, 3508, 300",
        "-300, 3508, 300",
        "72, 30000, 600",
    })
    void aClaimThatMakesASheetIsTaken(double claimed, int side, int dpi) {
        assertThat(SheetResolution.of(Optional.of(new Density(claimed, claimed)), side))
                .isEqualTo(dpi);
    }

    @Test
    void aSmallPictureWithoutAClaimIsCoarse() {
        assertThat(SheetResolution.of(Optional.empty(), 300)).isEqualTo(72);
    }
}
