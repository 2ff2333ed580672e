package dev.recto.worker.graph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.onnx.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatchesTest {
    /** Two channels of 2 × 4 pixels in patches of one: 0..7, and the same plus ten. */
    private static final float[] PIXELS = {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17};

    @Test
    void goWindowByWindow() {
        assertThat(Patches.cut(PIXELS, 2, 2, 4, 1, 2))
                .containsExactly(0, 10, 1, 11, 4, 14, 5, 15, 2, 12, 3, 13, 6, 16, 7, 17);
    }

    @Test
    void goRowByRowWithoutWindows() {
        assertThat(Patches.cut(PIXELS, 1, 1, 2, 2, 1)).startsWith(0, 1, 4, 5, 2, 3, 6, 7);
    }

    @Test
    void knowTheirPlaces() {
        try (VisionInputs inputs = Patches.inputs(Stream.of(new float[16]), 1, 2, 4, 2, 2)) {
            assertThat(requireNonNull(inputs.tensors().get(Patches.PATCHES)).shape())
                    .containsExactly(1, 8, 2);
            assertThat(requireNonNull(inputs.tensors().get(Patches.POSITIONS)).toFloats())
                    .containsExactly(0, 0, 0, 1, 1, 0, 1, 1, 0, 2, 0, 3, 1, 2, 1, 3);
        }
    }

    @Test
    void imagesOfOneGridLieOneAfterTheOther() {
        try (VisionInputs inputs = Patches.inputs(Stream.of(new float[] {1, 2}, new float[] {3, 4}), 2, 1, 2, 1, 1)) {
            Tensor patches = requireNonNull(inputs.tensors().get(Patches.PATCHES));
            assertThat(patches.shape()).containsExactly(2, 2, 1);
            assertThat(patches.toFloats()).containsExactly(1, 2, 3, 4);
            assertThat(requireNonNull(inputs.tensors().get(Patches.POSITIONS)).shape())
                    .containsExactly(2, 2);
        }
    }

    @Test
    void anImageOfAnotherSizeIsRefusedAndLeavesNoMemoryBehind() {
        VisionInputs inputs = new VisionInputs();
        assertThatThrownBy(() ->
                        inputs.withImages(Patches.PATCHES, Stream.of(new float[] {1, 2}, new float[] {3}), 2, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image of 1 values, not 2");
        Tensor patches = requireNonNull(inputs.tensors().get(Patches.PATCHES));
        assertThatThrownBy(patches::toFloats).isInstanceOf(IllegalStateException.class);
    }
}
