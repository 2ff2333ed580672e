package dev.recto.tools.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.image.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void valuesMayDifferByTheToleranceAndNoMore() {
        float[] expected = {1, 2};

        assertThat(Difference.within(0.5, expected, new float[] {1.5f, 2}).accepted())
                .isTrue();
        assertThat(Difference.within(0.5, expected, new float[] {1, 2.6f}).accepted())
                .isFalse();
        assertThat(Difference.within(0.5, expected, new float[] {1, 1.4f}).detail())
                .startsWith("6.0e-01");
    }

    @Test
    void aValueThatIsNoNumberIsNeverNear() {
        assertThat(Difference.within(1e9, new float[] {1}, new float[] {Float.NaN})
                        .accepted())
                .isFalse();
        assertThat(Difference.within(1e9, new float[] {1}, new float[] {Float.POSITIVE_INFINITY})
                        .accepted())
                .isFalse();
    }

    @Test
    void shapesCountExceptForLeadingOnes() {
        Tensor reference = new Tensor.Floats(new long[] {1, 2, 1}, new float[2]);

        assertThat(Difference.within(0, reference, new long[] {2, 1}, new float[2])
                        .accepted())
                .isTrue();
        assertThat(Difference.within(0, reference, new long[] {1, 2}, new float[2])
                        .accepted())
                .isFalse();
    }

    @Test
    void missingAndSurplusTokensAreSeen() {
        assertThat(Difference.equal(new int[] {1, 2}, new int[] {1}).detail())
                .isEqualTo("differs at 1: nothing, not 2");
        assertThat(Difference.equal(new int[] {1}, new int[] {1, 2}).detail())
                .isEqualTo("differs at 1: 2, not nothing");
        assertThat(Difference.equal(new int[] {1, 2}, new int[] {1, 2}).accepted())
                .isTrue();
    }

    @Test
    void onePixelIsEnough() {
        RgbImage one = new RgbImage(1, 1, new byte[] {0, (byte) 200, 0});
        RgbImage other = new RgbImage(1, 1, new byte[] {0, 100, 0});

        assertThat(Difference.equal(one, other).detail()).isEqualTo("differs by up to 100 of 255");
        assertThat(Difference.equal(one, one).accepted()).isTrue();
    }

    @Test
    void anEmptyTableProvesNothing() {
        assertThat(Difference.all(List.of(), entry -> true).accepted()).isFalse();
    }
}
