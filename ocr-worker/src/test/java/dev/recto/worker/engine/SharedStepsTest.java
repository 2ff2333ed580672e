package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.graph.ModelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page's tokens are the reference's, alone and among others, whatever the order in which they come. */
@Timeout(300)
class SharedStepsTest {
    private static final int SLOTS = 3;
    private static final int SLOT_TOKENS = 1024;

    @TempDir
    private Path cache;

    static Stream<Path> snapshots() {
        return LoadedModelTest.snapshots();
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void pagesDoNotDisturbEachOther(Path snapshot) {
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache);
        // Small budgets: prompts go in many chunks, between the steps of other pages.
        var limits = new SchedulerLimits(SLOTS, SLOT_TOKENS, 64, 2, 40, 100);
        List<GoldenCase> cases = new ArrayList<>(GoldenCase.of(snapshot));
        cases.removeIf(golden -> golden.page().inputIds().length + 48 > SLOT_TOKENS);
        assertThat(cases).hasSizeGreaterThan(2);
        try (var engine = BatchingEngine.open(snapshot, options, limits, EngineListener.NONE)) {
            cases.forEach(golden -> new Reading(engine, golden).check());
            var random = new Random(11);
            for (int round = 0; round < 3; round++) {
                Collections.shuffle(cases, random);
                cases.stream()
                        .map(golden -> new Reading(engine, golden))
                        .toList()
                        .forEach(Reading::check);
            }
        }
    }

    private static final class Reading {
        private final GoldenCase golden;
        private final Generation generation;
        private final CompletableFuture<PageTimes> result;

        Reading(BatchingEngine engine, GoldenCase golden) {
            this.golden = golden;
            var page = golden.page();
            generation = new Generation(
                    GenerationOptions.greedy(Set.of(), golden.ints("tokens").length), page.inputIds(), () -> false);
            result = engine.submit(page, generation);
        }

        void check() {
            result.join();
            assertThat(generation.tokens()).as(golden.toString()).isEqualTo(golden.ints("tokens"));
        }
    }
}
