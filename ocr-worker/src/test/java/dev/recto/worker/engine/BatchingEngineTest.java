package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.worker.decode.FinishReason;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.ViewFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class BatchingEngineTest {
    private static final int SLOTS = 4;
    private static final int SLOT_TOKENS = 64;
    final AtomicInteger failedSteps = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<List<Integer>> answers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> idle = new CompletableFuture<>();
    final AtomicInteger drafted = new AtomicInteger();
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger stepTokens = new AtomicInteger();
    final ToyExecutor executor = new ToyExecutor(SLOTS, SLOT_TOKENS, draftTokens());
    final BatchingEngine engine = new BatchingEngine(
            executor, new SchedulerLimits(SLOTS, SLOT_TOKENS, 6, 1, 10, 24), 1, new EngineListener() {
                @Override
                public void stepFailed() {
                    failedSteps.incrementAndGet();
                }

                @Override
                public void checked(int draftedTokens, int acceptedTokens) {
                    drafted.addAndGet(draftedTokens);
                    accepted.addAndGet(acceptedTokens);
                }

                @Override
                public void stepped(int tokens, long engineNanos) {
                    stepTokens.addAndGet(tokens);
                }

                @Override
                public void depth(int busySlots, int cachedTokens, int waitingPages) {
                    most.accumulateAndGet(cachedTokens, Math::max);
                    if (busySlots == 0 && !answers.isEmpty()) {
                        idle.complete(cachedTokens);
                    }
                }

                @Override
                public void answered(PageTimes times, int promptTokens, int newTokens) {
                    answers.add(List.of(promptTokens, newTokens));
                }
            });

    /** Drafted in each step. */
    int draftTokens() {
        return 0;
    }

    /** Before its last step a page holds three tokens of its prompt, and all of its own but the two last ones. */
    void assertMost(int cachedTokens, int ownTokens) {
        assertThat(cachedTokens).isEqualTo(3 + ownTokens - 2);
    }

    @AfterEach
    void leavesNothingBehind() {
        executor.decodes.release(1000);
        executor.encodings.release(1000);
        engine.close();
        assertThat(executor.closed).isTrue();
        assertThat(executor.openPrompts).hasValue(0);
    }

    @Test
    void saysTheSameToAPageAmongOthersAsAlone() {
        var random = new Random(7);
        for (int round = 0; round < 40; round++) {
            List<PreparedPage> pages = new ArrayList<>();
            List<Generation> generations = new ArrayList<>();
            List<CompletableFuture<PageTimes>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                PreparedPage page = ToyPages.random(random, 40);
                Generation generation = ToyPages.generation(page, 1 + random.nextInt(20));
                pages.add(page);
                generations.add(generation);
                results.add(engine.submit(page, generation));
            }
            for (int i = 0; i < pages.size(); i++) {
                results.get(i).join();
                int[] tokens = generations.get(i).tokens();
                assertThat(tokens).isEqualTo(ToyExecutor.tokensAlone(pages.get(i), tokens.length));
            }
        }
        assertThat(executor.wrongFollowers).hasValue(0);
    }

    @Test
    void tellsWhatItHoldsAndWhatItAnswered() {
        PreparedPage page = ToyPages.page(1, 2, 3);

        engine.submit(page, ToyPages.generation(page, 9)).join();

        assertThat(idle.join()).isZero();
        assertThat(answers).containsExactly(List.of(3, 9));
        assertMost(most.get(), 9);
    }

    /** Of ten tokens all but four are taken back once; the model says the same again, without having seen anything twice. */
    @Test
    void goesOnFromBeforeTheTokensThatAreTakenBack() {
        PreparedPage page = ToyPages.page(1, 2, 3);
        TakingBack chooser = new TakingBack(10, 4, 20);

        engine.submit(page, chooser).join();

        int[] alone = ToyExecutor.tokensAlone(page, 20);
        IntStream first = Arrays.stream(alone).limit(10);
        IntStream again = Arrays.stream(alone).skip(4);
        assertThat(chooser.all).isEqualTo(IntStream.concat(first, again).boxed().toList());
        assertThat(executor.encoded).hasSize(1);
        assertThat(executor.chunks).containsExactly(3);
        assertThat(idle.join()).isZero();
        assertThat(answers).containsExactly(List.of(3, 10 + 16));
        assertThat(executor.wrongFollowers).hasValue(0);
    }

    /** Takes the best tokens, so many; once has all but the first ones taken back. */
    private static final class TakingBack implements TokenChooser {
        private final List<Integer> all = new ArrayList<>();
        private final List<Integer> tokens = new ArrayList<>();
        private final int first;
        private final int kept;
        private final int wanted;
        private boolean done;

        TakingBack(int first, int kept, int wanted) {
            this.first = first;
            this.kept = kept;
            this.wanted = wanted;
        }

        @Override
        public void room(int newTokens) {
            assertThat(newTokens).isGreaterThanOrEqualTo(wanted);
        }

        @Override
        public boolean accept(StepOutput output) {
            tokens.add(output.best());
            all.add(output.best());
            return tokens.size() < wanted;
        }

        @Override
        public int takenBack() {
            if (done || tokens.size() < first) {
                return 0;
            }
            done = true;
            tokens.subList(kept, first).clear();
            return first - kept;
        }

        @Override
        public int lastToken() {
            return tokens.getLast();
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    @Test
    void aPageThatIsAskedAboutAgainGoesThroughTheTowersOnce() {
        ViewFeatures features = new ViewFeatures();
        PreparedPage page = ToyPages.page(1, 2, 3).withFeatures(features);
        Generation first = ToyPages.generation(page, 5);
        engine.submit(page, first).join();
        int[] otherIds = {1, 7, 8, 9};
        PreparedPage again =
                new PreparedPage(otherIds, page.views(), page.imageTokenId(), null, otherIds.length, features);
        Generation second = ToyPages.generation(again, 5);
        engine.submit(again, second).join();

        assertThat(executor.encoded).hasSize(1);
        assertThat(executor.openFeatures).hasValue(1);
        features.close();
        assertThat(executor.openFeatures).hasValue(0);
        assertThat(first.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 5));
        assertThat(second.tokens()).isEqualTo(ToyExecutor.tokensAlone(again, 5));
    }

    @Test
    void endsAtAnEndTokenAtTheCapAndAtTheEndOfTheSlot() {
        PreparedPage page = ToyPages.page(1, 2, 3);
        int[] alone = ToyExecutor.tokensAlone(page, SLOT_TOKENS);

        Generation ended = new Generation(GenerationOptions.greedy(Set.of(alone[4]), 50), page.inputIds(), () -> false);
        Generation capped = ToyPages.generation(page, 9);
        Generation full = ToyPages.generation(page, 1000);
        for (Generation generation : List.of(ended, capped, full)) {
            engine.submit(page, generation).join();
        }

        assertThat(ended.finish()).isEqualTo(FinishReason.END);
        assertThat(ended.tokens()).startsWith(alone[0]).hasSizeLessThanOrEqualTo(4);
        assertThat(capped.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(capped.tokens()).hasSize(9);
        assertThat(full.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(full.tokens()).hasSize(SLOT_TOKENS - 3 + 1);
    }

    @Test
    void dropsACancelledPageBetweenStepsAndKeepsTheOthers() {
        executor.decodes.drainPermits();
        var cancelled = new AtomicBoolean();
        PreparedPage leaving = ToyPages.page(1, 2);
        PreparedPage staying = ToyPages.page(3, 4);
        var left = engine.submit(leaving, ToyPages.generation(leaving, 50, cancelled::get));
        Generation generation = ToyPages.generation(staying, 30);
        var stayed = engine.submit(staying, generation);
        cancelled.set(true);
        executor.decodes.release(1000);

        assertThatThrownBy(left::join).isInstanceOf(CancellationException.class);
        stayed.join();
        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(staying, 30));
    }

    @Test
    void dropsACancelledPageBeforeItIsEncoded() {
        executor.encodings.drainPermits();
        PreparedPage first = ToyPages.page(1);
        var cancelled = new AtomicBoolean();
        PreparedPage broken = ToyPages.page(ToyExecutor.BREAKS_ENCODING);
        var done = engine.submit(first, ToyPages.generation(first, 3));
        var dropped = engine.submit(broken, ToyPages.generation(broken, 3, cancelled::get));
        cancelled.set(true);
        executor.encodings.release(1000);

        assertThatThrownBy(dropped::join).isInstanceOf(CancellationException.class);
        done.join();
    }

    @Test
    void pagesThatWereCancelledKeepNoOtherOutOfTheQueue() throws InterruptedException {
        executor.encodings.drainPermits();
        var inTheTowers = submitUntilInTheTowers();
        var cancelled = new AtomicBoolean();
        List<CompletableFuture<PageTimes>> leaving = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            PreparedPage page = ToyPages.page(1, 2);
            leaving.add(engine.submit(page, ToyPages.generation(page, 3, cancelled::get)));
        }
        cancelled.set(true);
        PreparedPage stranger = ToyPages.page(3, 4);
        var read = engine.submit(stranger, ToyPages.generation(stranger, 3));

        leaving.forEach(page -> assertThatThrownBy(page::join).isInstanceOf(CancellationException.class));
        executor.encodings.release(1000);
        inTheTowers.join();
        read.join();
    }

    @Test
    void pagesThatWereCancelledEndWhileTheTowersAreBusyWithAnother() throws InterruptedException {
        executor.encodings.drainPermits();
        var inTheTowers = submitUntilInTheTowers();
        var cancelled = new AtomicBoolean();
        PreparedPage page = ToyPages.page(1, 2);
        var waiting = engine.submit(page, ToyPages.generation(page, 3, cancelled::get));
        cancelled.set(true);
        var _ = engine.dropCancelled();

        assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
        assertThat(inTheTowers).isNotDone();
        executor.encodings.release(1000);
        inTheTowers.join();
    }

    @Test
    void aRunThatNobodyWaitsForIsStopped() throws InterruptedException {
        executor.encodings.drainPermits();
        executor.decodes.drainPermits();
        var cancelled = new AtomicBoolean();
        PreparedPage page = ToyPages.page(1, 2);
        var inTheTowers = engine.submit(page, ToyPages.generation(page, 3, cancelled::get));
        executor.encoded.take();
        cancelled.set(true);
        engine.dropCancelled().join();
        assertThatThrownBy(inTheTowers::join).isInstanceOf(CancellationException.class);

        cancelled.set(false);
        executor.encodings.release(1000);
        var decoding = engine.submit(page, ToyPages.generation(page, 3, cancelled::get));
        executor.awaitDecode();
        cancelled.set(true);
        var _ = engine.dropCancelled();
        assertThatThrownBy(decoding::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void aRunGoesOnForThePageThatIsLeft() {
        executor.decodes.drainPermits();
        var cancelled = new AtomicBoolean();
        PreparedPage page = ToyPages.page(1, 2);
        var leaving = engine.submit(page, ToyPages.generation(page, 40, cancelled::get));
        Generation generation = ToyPages.generation(page, 40);
        var staying = engine.submit(page, generation);
        executor.awaitDecode();
        while (executor.rowsInDecode < 2) {
            executor.decodes.release();
            executor.awaitDecode();
        }
        cancelled.set(true);
        // The page that was cancelled is in the run, too, and that is no sign of an engine that hangs
        assertThat(engine.dropCancelled()).isDone();
        assertThat(staying).isNotDone();
        executor.decodes.release(1000);
        staying.join();
        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 40));
        assertThat(leaving.handle((times, fault) -> fault instanceof CancellationException)
                        .join())
                .isTrue();
    }

    @Test
    void whoWaitsForARunToEndHearsOfIt() throws InterruptedException {
        executor.encodings.drainPermits();
        executor.unstoppable = true;
        var cancelled = new AtomicBoolean();
        PreparedPage page = ToyPages.page(1, 2);
        var inTheTowers = engine.submit(page, ToyPages.generation(page, 3, cancelled::get));
        executor.encoded.take();
        cancelled.set(true);
        CompletableFuture<?> stopping = engine.dropCancelled();
        assertThat(stopping).isNotDone();
        executor.encodings.release(1000);
        stopping.join();
        assertThatThrownBy(inTheTowers::join).isInstanceOf(CancellationException.class);
    }

    private CompletableFuture<PageTimes> submitUntilInTheTowers() throws InterruptedException {
        PreparedPage page = ToyPages.page(7);
        var result = engine.submit(page, ToyPages.generation(page, 3));
        executor.encoded.take();
        return result;
    }

    @Test
    void aPageThatBreaksStepsFailsAloneAndTheOthersLoseNoToken() {
        executor.decodes.drainPermits();
        PreparedPage poisoned = ToyPages.page(ToyExecutor.BREAKS_DECODE, 1);
        List<PreparedPage> pages = List.of(ToyPages.page(1, 2, 3), poisoned, ToyPages.page(4, 5));
        List<Generation> generations =
                pages.stream().map(page -> ToyPages.generation(page, 20)).toList();
        CompletableFuture<PageTimes> first = engine.submit(pages.get(0), generations.get(0));
        executor.awaitDecode();
        CompletableFuture<PageTimes> breaking = engine.submit(pages.get(1), generations.get(1));
        CompletableFuture<PageTimes> last = engine.submit(pages.get(2), generations.get(2));
        // The first one's next step shall have the breaking page in it
        await().until(() -> executor.encoded.stream().mapToInt(List::size).sum() == pages.size());
        executor.decodes.release(1000);

        assertThat(reason(breaking)).isEqualTo(EngineException.Reason.MODEL_FAILED);
        CompletableFuture.allOf(first, last).join();
        for (int i : new int[] {0, 2}) {
            assertThat(generations.get(i).tokens()).isEqualTo(ToyExecutor.tokensAlone(pages.get(i), 20));
        }
        assertThat(failedSteps).hasPositiveValue();
    }

    @Test
    void aStepThatFailsOnceCostsNoPage() throws Exception {
        executor.decodes.drainPermits();
        List<PreparedPage> pages = List.of(ToyPages.page(1, 2, 3), ToyPages.page(4, 5), ToyPages.page(6));
        List<Generation> generations =
                pages.stream().map(page -> ToyPages.generation(page, 20)).toList();
        List<CompletableFuture<PageTimes>> results = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            results.add(engine.submit(pages.get(i), generations.get(i)));
        }
        PreparedPage last = ToyPages.page(7);
        var lastRead = engine.submit(last, ToyPages.generation(last, 1));
        // When it is encoded, the others may be decoded: else the first could be over before the third begins.
        for (int i = 0; i <= pages.size(); i++) {
            executor.encoded.take();
        }
        executor.awaitDecode();
        while (executor.rowsInDecode < pages.size()) {
            executor.decodes.release();
            executor.awaitDecode();
        }
        executor.failNextDecode.set(1);
        executor.decodes.release(1000);
        for (int i = 0; i < pages.size(); i++) {
            results.get(i).join();
            assertThat(generations.get(i).tokens()).isEqualTo(ToyExecutor.tokensAlone(pages.get(i), 20));
        }
        lastRead.join();
        assertThat(failedSteps).hasValue(1);
    }

    @Test
    void aPageThatBreaksVisionOrPrefillFailsAlone() {
        PreparedPage blind = ToyPages.page(ToyExecutor.BREAKS_ENCODING, 1);
        PreparedPage poisoned = ToyPages.page(1, ToyExecutor.BREAKS_PREFILL);
        PreparedPage sound = ToyPages.page(1, 2, 3);
        Generation generation = ToyPages.generation(sound, 20);
        var blinded = engine.submit(blind, ToyPages.generation(blind, 20));
        var poisoning = engine.submit(poisoned, ToyPages.generation(poisoned, 20));
        var done = engine.submit(sound, generation);

        assertThat(reason(blinded)).isEqualTo(EngineException.Reason.MODEL_FAILED);
        assertThat(reason(poisoning)).isEqualTo(EngineException.Reason.MODEL_FAILED);
        done.join();
        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(sound, 20));
    }

    @Test
    void aBrokenStepFailsItsPagesAndTheEngineGoesOn() {
        executor.failNextDecode.set(draftTokens() == 0 ? 1 : 2);
        PreparedPage page = ToyPages.page(1, 2, 3);
        assertThat(reason(engine.submit(page, ToyPages.generation(page, 20))))
                .isEqualTo(EngineException.Reason.MODEL_FAILED);
        Generation generation = ToyPages.generation(page, 20);
        engine.submit(page, generation).join();
        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 20));
    }

    @Test
    void aBrokenChooserFailsItsPageOnly() {
        PreparedPage page = ToyPages.page(1, 2, 3);
        Generation spent = ToyPages.generation(page, 1);
        engine.submit(page, spent).join();
        assertThat(reason(engine.submit(page, spent))).isEqualTo(EngineException.Reason.MODEL_FAILED);
        engine.submit(page, ToyPages.generation(page, 3)).join();
    }

    @Test
    void refusesMoreThanItsQueueHolds() {
        executor.encodings.drainPermits();
        PreparedPage page = ToyPages.page(1, 2, 3);
        List<CompletableFuture<PageTimes>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(engine.submit(page, ToyPages.generation(page, 3)));
        }
        assertThat(results.stream().filter(CompletableFuture::isDone))
                .hasSizeBetween(13, 14)
                .allSatisfy(result -> assertThat(reason(result)).isEqualTo(EngineException.Reason.QUEUE_FULL));
        executor.encodings.release(1000);
        assertThat(results.stream()
                        .filter(result ->
                                !result.handle((times, fault) -> fault != null).join()))
                .hasSizeBetween(6, 7);
    }

    @Test
    void refusesAPromptThatNoSlotHolds() {
        PreparedPage page = ToyPages.page(new int[SLOT_TOKENS + 1]);
        assertThat(reason(engine.submit(page, ToyPages.generation(page, 3))))
                .isEqualTo(EngineException.Reason.PROMPT_TOO_LONG);
    }

    @Test
    void feedsALongPromptInChunksWhileAnotherPageDecodes() {
        executor.decodes.drainPermits();
        PreparedPage page = ToyPages.page(1, 2, 3);
        var running = engine.submit(page, ToyPages.generation(page, 40));
        PreparedPage longer = ToyPages.page(new Random(1).ints(45, 0, 90).toArray());
        Generation generation = ToyPages.generation(longer, 5);
        var late = engine.submit(longer, generation);
        executor.decodes.release(1000);
        running.join();
        late.join();
        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(longer, 5));
        assertThat(executor.chunks).allMatch(chunk -> chunk <= 24);
        assertThat(executor.chunks).hasSizeGreaterThan(2);
        assertThat(executor.chunks.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3 + 45);
    }

    @Test
    void closingEndsWhatIsUnderWayAndRefusesTheRest() {
        PreparedPage page = ToyPages.page(1, 2, 3);
        var underWay = engine.submit(page, ToyPages.generation(page, 40));
        engine.close();
        underWay.join();
        assertThat(reason(engine.submit(page, ToyPages.generation(page, 3)))).isEqualTo(EngineException.Reason.CLOSED);
    }

    private static EngineException.Reason reason(CompletableFuture<PageTimes> result) {
        return result.<EngineException.Reason>handle((times, fault) -> switch (fault) {
                    case EngineException e -> e.reason();
                    case null -> throw new AssertionError("the page was read");
                    default -> throw new AssertionError(fault);
                })
                .join();
    }
}
