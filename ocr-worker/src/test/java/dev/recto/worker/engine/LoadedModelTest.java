package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.VisionLanguageModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stage of every page against the reference implementation. */
class LoadedModelTest {
    private static final float TOLERANCE = 1e-3f;
    private static final int MAX_TOKENS = 2048;

    @TempDir
    private Path cache;

    /** More snapshots of the same layout may be named, separated by colons, in the property recto.test.snapshots. */
    static Stream<Path> snapshots() {
        String more = System.getProperty("recto.test.snapshots", "");
        return Stream.concat(
                GoldenCase.SNAPSHOTS.stream(),
                Arrays.stream(more.split(":", -1))
                        .filter(text -> !text.isEmpty())
                        .map(Path::of));
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void agreesWithTheReferenceAtEveryStage(Path snapshot) {
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache);
        List<GoldenCase> cases = GoldenCase.of(snapshot);
        assertThat(cases).isNotEmpty();
        try (VisionLanguageModel model = LoadedModel.open(snapshot, options, MAX_TOKENS)) {
            cases.forEach(golden -> check(model, golden));
        }
    }

    private static void check(VisionLanguageModel model, GoldenCase golden) {
        PreparedPage page = golden.page();
        float[] image = model.imageEmbeddings(page);
        assertClose(golden + " image_embeds", image, golden.floats("image_embeds"));
        float[] inputs = model.inputEmbeddings(page, image);
        assertClose(golden + " inputs_embeds", inputs, golden.floats("inputs_embeds"));

        int[] tokens = golden.ints("tokens");
        float[] steps = golden.floats("step_logits");
        int vocabulary = model.vocabularySize();
        try (VisionLanguageModel.Decoding decoding = model.prefill(page, inputs)) {
            assertClose(golden + " first_logits", decoding.logits(), golden.floats("first_logits"));
            for (int step = 0; step < tokens.length; step++) {
                float[] expected = Arrays.copyOfRange(steps, step * vocabulary, (step + 1) * vocabulary);
                assertClose(golden + " step " + step, decoding.logits(), expected);
                assertThat(argmax(decoding.logits())).isEqualTo(tokens[step]);
                decoding.feed(tokens[step]);
            }
        }
    }

    private static void assertClose(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        float largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
            assertThat(actual[i]).as("%s, element %d", what, i).isNotNaN();
        }
        assertThat(largest).as(what).isLessThanOrEqualTo(TOLERANCE);
    }

    private static int argmax(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
