package dev.recto.worker.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.graph.ToyModels;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of a graph of two operators, of which the first waits for the test. */
@Timeout(60)
class StopTest {
    private final Environment environment = Environment.create();
    private final Waiting waiting = new Waiting();
    private final Session session = Session.open(
            environment,
            ToyModels.customOperatorTwice(Waiting.NAME),
            Map.of(),
            new SessionOptions(1, false, SessionOptions.Optimization.ALL, Map.of(), List.of(waiting), null));
    private final Binding binding = session.newBinding();
    private final Tensor x = Tensor.of(new float[] {1}, 1, 1);
    private final Tensor y = Tensor.allocate(Allocator.host(), ElementType.FLOAT, 1, 1);
    private final Stop stop = new Stop();

    StopTest() {
        binding.input("x", x).output("y", y);
    }

    @AfterEach
    void close() {
        binding.close();
        session.close();
        x.close();
        y.close();
        environment.close();
    }

    @Test
    void aRunEndsAtItsNextOperator() throws InterruptedException {
        CompletableFuture<Void> run = start(() -> binding.run(stop));
        waiting.begun.acquire();
        stop.request();
        waiting.permits.release(2);
        assertThatThrownBy(run::join).cause().isInstanceOf(CancellationException.class);
        assertThat(waiting.computed).hasValue(1);

        waiting.permits.release();
        binding.run(new Stop());
        assertThat(y.toFloats()).containsExactly(4);
    }

    /** It was asked to end; that is no failure of the runtime. */
    @Test
    void aRunThatEndsIsNoLineInTheLog() throws InterruptedException {
        try (RuntimeLines lines = new RuntimeLines()) {
            CompletableFuture<Void> run = start(() -> binding.run(stop));
            waiting.begun.acquire();
            stop.request();
            waiting.permits.release(2);
            assertThatThrownBy(run::join).cause().isInstanceOf(CancellationException.class);
            assertThat(lines.texts()).isEmpty();
        }
    }

    @Test
    void aRunThatWasStoppedBeforeNeverBegins() {
        stop.request();
        assertThatThrownBy(() -> binding.run(stop)).isInstanceOf(CancellationException.class);
        assertThat(waiting.begun.availablePermits()).isZero();
    }

    @Test
    void optionsThatAreUsedAgainAreFreeAgain() throws InterruptedException {
        try (RunOptions options = RunOptions.ofGraph(1)) {
            CompletableFuture<Void> run = start(() -> binding.run(options, stop));
            waiting.begun.acquire();
            stop.request();
            waiting.permits.release(2);
            assertThatThrownBy(run::join).cause().isInstanceOf(CancellationException.class);
            stop.reset();
            waiting.permits.release();
            binding.run(options, stop);
            assertThat(y.toFloats()).containsExactly(4);
        }
    }

    @Test
    void anotherRunOfTheSessionGoesOn() throws InterruptedException {
        CompletableFuture<Void> stopped = start(() -> binding.run(stop));
        waiting.begun.acquire();
        try (Binding other = session.newBinding();
                Tensor z = Tensor.allocate(Allocator.host(), ElementType.FLOAT, 1, 1)) {
            other.input("x", x).output("y", z);
            CompletableFuture<Void> going = start(() -> other.run(new Stop()));
            waiting.begun.acquire();
            stop.request();
            waiting.permits.release(3);
            assertThatThrownBy(stopped::join).cause().isInstanceOf(CancellationException.class);
            going.join();
            assertThat(z.toFloats()).containsExactly(4);
        }
    }

    /** On a thread of its own: one of a pool may have to wait for the others. */
    private static CompletableFuture<Void> start(Runnable run) {
        return CompletableFuture.runAsync(run, work -> Thread.ofPlatform().start(work));
    }

    /** Doubles its input once it is permitted to. */
    private static final class Waiting implements Operator {
        static final String NAME = "Waiting";

        final Semaphore begun = new Semaphore(0);
        final Semaphore permits = new Semaphore(0);
        final AtomicInteger computed = new AtomicInteger();

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<ElementType> inputs() {
            return List.of(ElementType.FLOAT);
        }

        @Override
        public Kernel newKernel(Attributes attributes) {
            return new Kernel() {
                @Override
                public void compute(Call call) {
                    begun.release();
                    permits.acquireUninterruptibly();
                    computed.incrementAndGet();
                    call.output(call.shape(0))
                            .set(JAVA_FLOAT, 0, 2 * call.input(0).get(JAVA_FLOAT, 0));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
