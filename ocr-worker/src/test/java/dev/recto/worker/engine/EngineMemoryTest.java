package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.PageLoad;
import dev.recto.worker.snapshot.TestSnapshots;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineMemoryTest {
    private static final PageLoad PAGE = new PageLoad(3 * 224 * 224, 3 * 224 * 224, 64);
    private static final int TOKENS = 4096;

    @TempDir
    Path cache;

    static List<String> snapshots() {
        return TestSnapshots.NAMES;
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void aSlotTakesWhatIsPlanned(String name) {
        requireAsPlanned(name, options());
    }

    @Test
    void soDoesOneWithDrafts() {
        String glm = TestSnapshots.NAMES.stream()
                .filter(name -> name.startsWith("glm"))
                .findFirst()
                .orElseThrow();
        ModelOptions drafting = options().withDraftTokens(3);
        requireAsPlanned(glm, drafting);
        assertThat(plan(glm, drafting, 1).weights())
                .isGreaterThan(plan(glm, options(), 1).weights());
    }

    private static void requireAsPlanned(String name, ModelOptions options) {
        long one = taken(name, options, 1);
        long many = taken(name, options, 33);
        long planned = 32 * plan(name, options, 1).slot();
        assertThat(many - one).isCloseTo(planned, Percentage.withPercentage(10));
    }

    /** What the C library gives out for an engine; a first one loads what all share. */
    private static long taken(String name, ModelOptions options, int slots) {
        Path snapshot = TestSnapshots.MODELS.resolve(name);
        SessionExecutor.open(snapshot, options, 1, TOKENS).close();
        long before = NativeHeap.bytes();
        try (SessionExecutor executor = SessionExecutor.open(snapshot, options, slots, TOKENS)) {
            assertThat(executor.slots()).isEqualTo(slots);
            return NativeHeap.bytes() - before;
        }
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void everyPartGrowsWithWhatItIsFor(String name) {
        EngineMemory one = plan(name, options(), 1);
        EngineMemory more = plan(name, options().withVisionBatch(3), 5);
        assertThat(more.weights()).isEqualTo(one.weights());
        assertThat(more.cache()).isEqualTo(5 * one.cache());
        assertThat(more.vision()).isCloseTo(3 * one.vision(), within(3L));
        assertThat(more.prompt()).isEqualTo(one.prompt());
        assertThat(more.features()).isEqualTo(one.features() * (5 + 2 + 1) * 3 / 4);
        assertThat(more.total())
                .isEqualTo(more.weights() + more.cache() + more.vision() + more.features() + more.prompt());
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void weightsOfBytesTakeLess(String name) {
        EngineMemory full = plan(name, options(), 1);
        EngineMemory bytes = plan(name, options().withPrecision(Precision.INT8), 1);
        assertThat(bytes.weights()).isLessThan(full.weights());
    }

    private ModelOptions options() {
        return ModelOptions.cpu(1).withWeightCache(cache);
    }

    private static EngineMemory plan(String name, ModelOptions options, int slots) {
        return EngineMemory.of(TestSnapshots.MODELS.resolve(name), options, SchedulerLimits.of(slots, TOKENS), PAGE);
    }
}
