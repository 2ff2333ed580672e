package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that wait go through the vision towers together; every test begins with one in them that keeps the others waiting. */
@Timeout(300)
class EncodeLoopTest {
    private static final int TOGETHER = 3;
    private final ToyExecutor executor = new ToyExecutor(6, 64);
    private final AtomicInteger failedBatches = new AtomicInteger();
    private final EngineListener listener = new EngineListener() {
        @Override
        public void batchFailed() {
            failedBatches.incrementAndGet();
        }
    };
    private final BatchingEngine engine =
            new BatchingEngine(executor, new SchedulerLimits(6, 64, 20, 1, 10, 24), TOGETHER, listener);

    private final List<CompletableFuture<PageTimes>> underWay = new ArrayList<>();

    @BeforeEach
    void keepTheOthersWaiting() throws InterruptedException {
        executor.encodings.drainPermits();
        underWay.add(read(10, 1));
        assertThat(executor.encoded.take()).as("taken without waiting for more").containsExactly(10);
    }

    @AfterEach
    void leavesNothingBehind() {
        executor.decodes.release(1000);
        executor.encodings.release(1000);
        engine.close();
        underWay.forEach(CompletableFuture::join);
        assertThat(executor.openPrompts).hasValue(0);
        assertThat(executor.openFeatures).hasValue(0);
    }

    /** Pages of equal length have pictures of equal size. */
    private CompletableFuture<PageTimes> read(int... ids) {
        PreparedPage page = ToyPages.page(ids);
        Generation generation = ToyPages.generation(page, 5);
        return engine.submit(page, generation).thenApply(times -> {
            assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 5));
            return times;
        });
    }

    private static EngineException.Reason reason(CompletableFuture<PageTimes> result) {
        return result.<EngineException.Reason>handle((times, fault) -> switch (fault) {
                    case CompletionException e when e.getCause() instanceof EngineException engine -> engine.reason();
                    case null, default -> throw new AssertionError(fault);
                })
                .join();
    }

    @Test
    void waitingPagesOfOneSizeShareARun() throws InterruptedException {
        List<CompletableFuture<PageTimes>> results =
                List.of(read(1, 1), read(2, 1, 1), read(3, 1), read(4, 1, 1), read(5, 1));
        executor.encodings.release(1000);
        results.forEach(CompletableFuture::join);

        assertThat(executor.encoded.take()).containsExactly(1, 3);
        assertThat(executor.encoded.take()).containsExactly(2);
        assertThat(executor.encoded).flatMap(run -> run).containsExactly(4, 5);
    }

    @Test
    void aPageIsHandedOnWhileOthersOfItsBatchAreStillInTheTowers() throws InterruptedException {
        var first = read(1, 1);
        var other = read(2, 1, 1);
        var second = read(3, 1);
        executor.encodings.release(2);
        first.join();
        second.join();
        assertThat(executor.encoded.take()).containsExactly(1, 3);
        assertThat(executor.encoded.take()).containsExactly(2);
        assertThat(other).isNotDone();
        executor.encodings.release();
        other.join();
    }

    @Test
    void aPageThatBreaksARunFailsAlone() throws InterruptedException {
        var first = read(1, 1);
        var broken = read(ToyExecutor.BREAKS_ENCODING, 1);
        var last = read(3, 1);
        executor.encodings.release(1000);

        assertThat(reason(broken)).isEqualTo(EngineException.Reason.MODEL_FAILED);
        first.join();
        last.join();
        assertThat(failedBatches).hasValue(1);
        assertThat(executor.encoded.take()).containsExactly(1, ToyExecutor.BREAKS_ENCODING, 3);
        assertThat(executor.encoded).containsExactly(List.of(1), List.of(ToyExecutor.BREAKS_ENCODING), List.of(3));
    }

    @Test
    void aPageOfNoProperShapeFailsAlone() {
        var first = read(1, 1);
        var view = new ImageView(ImageView.Kind.PAGE, new float[1], new long[] {1}, 1, 1);
        PreparedPage shapeless = new PreparedPage(new int[] {2, 1}, List.of(view), 5, null, 2);
        var broken = engine.submit(shapeless, ToyPages.generation(shapeless, 5));
        var last = read(3, 1);
        executor.encodings.release(1000);

        assertThatThrownBy(broken::join).hasCauseInstanceOf(EngineException.class);
        first.join();
        last.join();
        assertThat(executor.encoded).containsExactly(List.of(1, 3));
    }

    @Test
    void aPageIsDroppedThatIsCancelledBeforeTheRunThatItsViewsAreIn() throws InterruptedException {
        var first = read(1, 1);
        var cancelled = new AtomicBoolean();
        PreparedPage leaving = ToyPages.page(2, 1, 1);
        var left = engine.submit(leaving, ToyPages.generation(leaving, 5, cancelled::get));
        executor.encodings.release();
        assertThat(executor.encoded.take()).containsExactly(1);
        cancelled.set(true);
        executor.encodings.release(1000);

        assertThatThrownBy(left::join).isInstanceOf(CancellationException.class);
        first.join();
        read(3, 1).join();
        assertThat(executor.encoded).containsExactly(List.of(3));
    }

    @Test
    void aPageWithoutViewsIsReadToo() {
        PreparedPage text = new PreparedPage(new int[] {1, 2}, List.of(), 5, null, 2);
        var result = engine.submit(text, ToyPages.generation(text, 5));
        executor.encodings.release();
        result.join();
        assertThat(executor.encoded).isEmpty();
    }

    @Test
    void pixelsAreLetGoOfWhenAllOfABatchAreEncoded() throws InterruptedException {
        executor.decodes.drainPermits();
        WeakReference<ImageView> pixels = submitAndForget();
        executor.encodings.release(1000);
        assertThat(executor.encoded.take()).containsExactly(1, 2);
        underWay.add(read(3, 1));
        assertThat(executor.encoded.take()).containsExactly(3);
        for (int i = 0; i < 100 && pixels.get() != null; i++) {
            System.gc();
        }
        assertThat(pixels.get()).isNull();
    }

    private WeakReference<ImageView> submitAndForget() {
        PreparedPage page = ToyPages.page(1, 1);
        underWay.add(engine.submit(page, ToyPages.generation(page, 5)));
        underWay.add(read(2, 1));
        return new WeakReference<>(page.views().getFirst());
    }
}
