package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TakingTurnsTest {
    @Test
    void neverRunsTwoThingsAtOnceAndFinishesThemAll() {
        var watched = new Watched(new ToyExecutor(4, 64));
        var random = new Random(5);
        try (var engine = new BatchingEngine(
                new TakingTurns(watched), new SchedulerLimits(4, 64, 100, 2, 10, 24), 3, EngineListener.NONE)) {
            List<CompletableFuture<PageTimes>> results = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                PreparedPage page = ToyPages.random(random, 40);
                Generation generation = ToyPages.generation(page, 10);
                results.add(engine.submit(page, generation).thenApply(times -> {
                    assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 10));
                    return times;
                }));
            }
            results.forEach(CompletableFuture::join);
        }
        assertThat(watched.mostAtOnce).hasValue(1);
    }

    /** A run of the vision towers takes longer than anybody wants to wait for a page that was cancelled. */
    @Test
    void aRunThatWaitsForItsTurnCanBeStopped() throws InterruptedException {
        var toy = new ToyExecutor(1, 64);
        toy.encodings.drainPermits();
        var turns = new TakingTurns(toy);
        var inTheTowers = CompletableFuture.supplyAsync(
                () -> turns.encode(ToyPages.page(1, 2).views()), Thread::startVirtualThread);
        toy.encoded.take();
        Stop stop = new Stop();
        var waiting =
                CompletableFuture.runAsync(() -> turns.decode(new DecodeBatch(1), stop), Thread::startVirtualThread);
        stop.request();
        assertThatThrownBy(waiting::join).cause().isInstanceOf(CancellationException.class);
        assertThat(inTheTowers).isNotDone();
        toy.encodings.release(1000);
        inTheTowers.join();
    }

    /** Counts how many calls are inside at the same time, and gives others the chance to be. */
    private record Watched(StepExecutor executor, AtomicInteger inside, AtomicInteger mostAtOnce)
            implements DelegatingExecutor {
        Watched(StepExecutor executor) {
            this(executor, new AtomicInteger(), new AtomicInteger());
        }

        private void enter() {
            mostAtOnce.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
        }

        @Override
        public List<Features> encode(List<ImageView> views, Stop stop) {
            enter();
            List<Features> features = executor.encode(views, stop);
            inside.decrementAndGet();
            return features;
        }

        @Override
        public EncodedPrompt prompt(PreparedPage page, List<Features> features) {
            enter();
            EncodedPrompt prompt = executor.prompt(page, features);
            inside.decrementAndGet();
            return prompt;
        }

        @Override
        public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
            enter();
            executor.prefill(slot, prompt, from, count, stop);
            inside.decrementAndGet();
        }

        @Override
        public void decode(DecodeBatch batch, Stop stop) {
            enter();
            executor.decode(batch, stop);
            inside.decrementAndGet();
        }
    }
}
