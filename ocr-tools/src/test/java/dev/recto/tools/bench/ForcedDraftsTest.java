package dev.recto.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.decode.FinishReason;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.LoopLimits;
import dev.recto.worker.decode.Sampling;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.engine.BatchingEngine;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.PageProcessor;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onednn.Int8CacheAttention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page's tokens are those without drafts, whatever is drafted, and whoever is in a step with it. */
@Timeout(600)
class ForcedDraftsTest {
    private static final Path SNAPSHOT = TinySnapshots.of("glm-ocr-tiny");
    private static final int SLOTS = 3;
    private static final int SLOT_TOKENS = 512;
    private static final int DRAFT_TOKENS = 3;

    @TempDir
    private static Path weights;

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger drafted = new AtomicInteger();

    /** An answer as a page is read: one of these kinds for each. */
    private enum Kind {
        GREEDY,
        /** What its authors' tools do for regions. */
        PENALTY,
        /** As an annotation's, whose beginning is given. */
        BEGINNING,
        /** Runs in circles, for what has been said is made more likely; is taken up once more with tokens that are drawn. */
        LOOPS,
        ENDING
    }

    private record Asked(PreparedPage page, Kind kind) {
        Generation generation(int endToken) {
            GenerationOptions greedy = GenerationOptions.greedy(Set.of(), 60);
            int[] prompt = page.inputIds();
            return switch (kind) {
                case GREEDY -> new Generation(greedy, prompt, () -> false);
                case PENALTY -> new Generation(greedy.withRepetitionPenalty(1.1), prompt, () -> false);
                case BEGINNING -> new Generation(greedy, prompt, () -> false, new int[] {40, 41, 42, 43, 44});
                case LOOPS ->
                    new Generation(
                            greedy.withRepetitionPenalty(0.2)
                                    .withLoopLimits(new LoopLimits(4, 2, 20))
                                    .withSecondTry(Optional.of(new Sampling(2, 0.95, 1))),
                            prompt,
                            () -> false);
                case ENDING -> new Generation(GenerationOptions.greedy(Set.of(endToken), 60), prompt, () -> false);
            };
        }
    }

    /** @param share of right drafts; less than none for those that the draft layer makes, of random weights */
    @ParameterizedTest
    @CsvSource({
        "FP32, FULL, -1",
        "FP32, FULL, 0",
        "FP32, FULL, 0.6",
        "FP32, FULL, 1",
        "FP32, INT8, 0.6",
        "INT8, INT8, -1",
        "INT8, INT8, 0",
        "INT8, INT8, 0.6",
        "INT8, INT8, 1"
    })
    void tokensStayTheSame(Precision precision, CacheFormat cache, double share) {
        assumeThat(cache == CacheFormat.FULL || Int8CacheAttention.isSupported())
                .isTrue();
        ModelOptions options = ModelOptions.cpu(2)
                .withWeightCache(weights)
                .withPrecision(precision)
                .withCache(cache);
        List<Asked> asked = asked();
        List<int[]> plain = new ArrayList<>();
        List<FinishReason> ends = new ArrayList<>();
        int retried = 0;
        int endToken;
        try (BatchingEngine engine = open(options, List.of(), List.of(), 0)) {
            Generation first = asked.getFirst().generation(0);
            engine.submit(asked.getFirst().page(), first).join();
            endToken = first.tokens()[30];
            for (Asked each : asked) {
                Generation generation = each.generation(endToken);
                engine.submit(each.page(), generation).join();
                plain.add(generation.tokens());
                ends.add(generation.finish());
                retried += generation.retried() ? 1 : 0;
            }
        }
        assertThat(ends).contains(FinishReason.END, FinishReason.LENGTH);
        assertThat(retried).isPositive();

        try (BatchingEngine engine = open(options.withDraftTokens(DRAFT_TOKENS), asked, plain, share)) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, asked.size()).boxed().toList());
            var random = new Random(3);
            for (int round = 0; round < 2; round++) {
                Collections.shuffle(order, random);
                read(engine, asked, order, endToken, plain, ends);
            }
        }
        assertThat(drafted.get()).isPositive();
        if (share == 0) {
            assertThat(accepted.get()).isZero();
        } else if (share > 0) {
            assertThat(accepted.get()).isGreaterThan((int) (share * share * drafted.get() / 2));
        }
    }

    /** All at once, and between them pages that are cancelled once they have some tokens. */
    private static void read(
            BatchingEngine engine,
            List<Asked> asked,
            List<Integer> order,
            int endToken,
            List<int[]> plain,
            List<FinishReason> ends) {
        List<Generation> generations = new ArrayList<>();
        List<CompletableFuture<PageTimes>> results = new ArrayList<>();
        List<CompletableFuture<PageTimes>> cancelled = new ArrayList<>();
        for (int i : order) {
            Generation generation = asked.get(i).generation(endToken);
            generations.add(generation);
            results.add(engine.submit(asked.get(i).page(), generation));
            PreparedPage page = asked.get(i).page();
            AtomicInteger looks = new AtomicInteger();
            cancelled.add(engine.submit(
                    page,
                    new Generation(
                            GenerationOptions.greedy(Set.of(), 400),
                            page.inputIds(),
                            () -> looks.incrementAndGet() > 40)));
        }
        for (int i = 0; i < order.size(); i++) {
            results.get(i).join();
            int number = order.get(i);
            assertThat(generations.get(i).tokens())
                    .as("%s", asked.get(number).kind())
                    .isEqualTo(plain.get(number));
            assertThat(generations.get(i).finish()).isEqualTo(ends.get(number));
        }
        assertThat(cancelled)
                .allSatisfy(page -> assertThat(
                                page.handle((times, fault) -> fault != null).join())
                        .isTrue());
    }

    private BatchingEngine open(ModelOptions options, List<Asked> asked, List<int[]> answers, double share) {
        EngineListener counting = new EngineListener() {
            @Override
            public void checked(int draftedTokens, int acceptedTokens) {
                drafted.addAndGet(draftedTokens);
                accepted.addAndGet(acceptedTokens);
            }
        };
        SchedulerLimits limits = new SchedulerLimits(SLOTS, SLOT_TOKENS, 64, 2, 40, 100);
        return BatchingEngine.open(
                SNAPSHOT,
                options,
                limits,
                counting,
                executor ->
                        share < 0 ? executor : new ForcedDrafts(executor, page -> answer(page, asked, answers), share));
    }

    private static int[] answer(PreparedPage page, List<Asked> asked, List<int[]> answers) {
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).page() == page) {
                return answers.get(i);
            }
        }
        return new int[0];
    }

    private static List<Asked> asked() {
        PageProcessor processor = Family.of(SNAPSHOT).processor(SNAPSHOT, new PlainPrompt());
        List<Asked> asked = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int width : List.of(90, 140)) {
                asked.add(new Asked(processor.prepare(Noise.picture(width, 110), null), kind));
            }
        }
        return asked;
    }
}
