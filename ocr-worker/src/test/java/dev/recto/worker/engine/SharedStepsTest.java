package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onednn.RowwiseInt8;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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

    @ParameterizedTest
    @MethodSource("snapshots")
    void pagesDoNotDisturbEachOtherInBytesEither(Path snapshot) {
        assumeThat(RowwiseInt8.isSupported()).isTrue();
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache).withPrecision(Precision.INT8);
        var limits = new SchedulerLimits(SLOTS, SLOT_TOKENS, 64, 2, 40, 100);
        List<GoldenCase> cases = new ArrayList<>(GoldenCase.of(snapshot));
        cases.removeIf(golden -> golden.page().inputIds().length + 48 > SLOT_TOKENS);
        try (var engine = BatchingEngine.open(snapshot, options, limits, EngineListener.NONE)) {
            Map<GoldenCase, int[]> alone = new HashMap<>();
            cases.forEach(golden -> alone.put(golden, new Reading(engine, golden).tokens()));
            var random = new Random(11);
            for (int round = 0; round < 3; round++) {
                Collections.shuffle(cases, random);
                List<Reading> together = cases.stream()
                        .map(golden -> new Reading(engine, golden))
                        .toList();
                assertThat(together)
                        .allSatisfy(reading -> assertThat(reading.tokens()).isEqualTo(alone.get(reading.golden)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void pagesAreReadTheSameWhoeverIsInTheVisionTowersWithThem(Path snapshot) {
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache).withVisionBatch(4);
        var limits = new SchedulerLimits(9, SLOT_TOKENS, 64, 2, 40, 100);
        var largestBatch = new AtomicInteger();
        EngineListener listener = new EngineListener() {
            @Override
            public void encoded(int views, long nanos) {
                largestBatch.accumulateAndGet(views, Math::max);
            }
        };
        try (var engine = BatchingEngine.open(snapshot, options, limits, listener)) {
            for (GoldenCase golden : GoldenCase.of(snapshot)) {
                if (golden.page().inputIds().length + 48 <= SLOT_TOKENS) {
                    Stream.generate(() -> new Reading(engine, golden))
                            .limit(5)
                            .toList()
                            .forEach(Reading::check);
                }
            }
        }
        assertThat(largestBatch.get()).isBetween(2, 4);
    }

    @ParameterizedTest
    @MethodSource("snapshots")
    void anUnusablePageFailsAlone(Path snapshot) {
        ModelOptions options = ModelOptions.cpu(2).withWeightCache(cache).withVisionBatch(4);
        var limits = new SchedulerLimits(9, SLOT_TOKENS, 64, 2, 40, 100);
        GoldenCase golden = GoldenCase.of(snapshot).getFirst();
        try (var engine = BatchingEngine.open(snapshot, options, limits, EngineListener.NONE)) {
            List<Reading> readings = new ArrayList<>();
            List<CompletableFuture<PageTimes>> torn = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readings.add(new Reading(engine, golden));
                PreparedPage page = torn(golden.page());
                torn.add(engine.submit(
                        page, new Generation(GenerationOptions.greedy(Set.of(), 4), page.inputIds(), () -> false)));
            }
            readings.forEach(Reading::check);
            assertThat(torn).allSatisfy(page -> assertThatThrownBy(page::join).hasMessageContaining("MODEL_FAILED"));
        }
    }

    /** The page with a pixel too few. */
    private static PreparedPage torn(PreparedPage page) {
        List<ImageView> views = page.views().stream()
                .map(view -> new ImageView(
                        view.kind(),
                        Arrays.copyOf(view.values(), view.values().length - 1),
                        view.shape(),
                        view.rows(),
                        view.columns()))
                .toList();
        return new PreparedPage(page.inputIds(), views, page.imageTokenId(), page.positions(), page.nextPosition());
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

        int[] tokens() {
            result.join();
            return generation.tokens();
        }

        void check() {
            assertThat(tokens()).as(golden.toString()).isEqualTo(golden.ints("tokens"));
        }
    }
}
