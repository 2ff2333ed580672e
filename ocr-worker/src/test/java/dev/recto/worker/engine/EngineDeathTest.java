package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.model.PreparedPage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One of the engine's two threads ends though nobody has closed it: no page hangs, and it is told. */
@Timeout(60)
class EngineDeathTest {
    private static final SchedulerLimits LIMITS = new SchedulerLimits(2, 64, 6, 1, 10, 24);

    private final ToyExecutor executor = new ToyExecutor(2, 64);
    private final BatchingEngine engine = new BatchingEngine(executor, LIMITS, 2, EngineListener.NONE);
    private final PreparedPage page = ToyPages.page(1, 2, 3);

    @AfterEach
    void leavesNothingBehind() {
        executor.decodes.release(1000);
        executor.encodings.release(1000);
        engine.close();
        assertThat(executor.closed).isTrue();
        assertThat(executor.openPrompts).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model-vision", "model-steps"})
    void anIdleEngineLosesAThread(String name) throws Exception {
        interrupt(name);
        awaitBroken();
        assertRefused(engine.submit(page, ToyPages.generation(page, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model-vision", "model-steps"})
    void pagesOnEveryStageGoBackWhenAThreadEnds(String name) throws Exception {
        executor.decodes.drainPermits();
        var first = engine.submit(page, ToyPages.generation(page, 3));
        executor.awaitDecode();
        executor.encodings.drainPermits();
        List<CompletableFuture<PageTimes>> others = List.of(
                engine.submit(page, ToyPages.generation(page, 3)),
                engine.submit(page, ToyPages.generation(page, 3)),
                engine.submit(page, ToyPages.generation(page, 3)));
        executor.encoded.take();
        executor.encoded.take();
        interrupt(name);
        executor.encodings.release(1000);
        executor.decodes.release(1000);

        awaitBroken();
        assertEnds(first);
        others.forEach(EngineDeathTest::assertEnds);
        assertRefused(engine.submit(page, ToyPages.generation(page, 3)));
    }

    /** As when memory runs out while a step is planned. */
    @Test
    void anErrorBetweenStepsEndsTheEngine() throws Exception {
        executor.decodes.drainPermits();
        var failing = new AtomicBoolean();
        var result = engine.submit(page, ToyPages.generation(page, 9, () -> {
            if (failing.get()) {
                throw new OutOfMemoryError("caused by a test");
            }
            return false;
        }));
        executor.awaitDecode();
        failing.set(true);
        executor.decodes.release(1000);
        assertThat(awaitBroken()).isInstanceOf(OutOfMemoryError.class);
        assertRefused(result);
    }

    @Test
    void anErrorWhileAPageIsTakenForEncodingEndsTheEngine() throws Exception {
        executor.encodings.drainPermits();
        var failing = new AtomicBoolean();
        var inTheTowers = engine.submit(page, ToyPages.generation(page, 3));
        executor.encoded.take();
        var result = engine.submit(page, ToyPages.generation(page, 3, () -> {
            if (failing.get()) {
                throw new OutOfMemoryError("caused by a test");
            }
            return false;
        }));
        failing.set(true);
        executor.encodings.release(1000);
        assertThat(awaitBroken()).isInstanceOf(OutOfMemoryError.class);
        assertRefused(result);
        assertEnds(inTheTowers);
    }

    @Test
    void anEngineThatIsClosedIsNotBroken() throws Exception {
        engine.submit(page, ToyPages.generation(page, 3)).join();
        engine.close();
        assertThat(engine.broken().toCompletableFuture()).isNotDone();
    }

    @Test
    void anEngineThatCannotBeMadeClosesItsExecutor() {
        ToyExecutor other = new ToyExecutor(3, 64);
        assertThatThrownBy(() -> new BatchingEngine(other, LIMITS, 2, EngineListener.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(other.closed).isTrue();
    }

    private Throwable awaitBroken() throws Exception {
        return engine.broken().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void interrupt(String name) {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .forEach(Thread::interrupt);
    }

    /** What the thread was at may fail, or even be read; what it had not begun goes back. */
    private static void assertEnds(CompletableFuture<PageTimes> result) {
        assertThat(result.handle((times, fault) -> fault == null || fault instanceof EngineException)
                        .join())
                .isTrue();
    }

    private static void assertRefused(CompletableFuture<PageTimes> result) {
        assertThatThrownBy(result::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.CLOSED));
    }
}
