package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.model.PreparedPage;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EngineSoakTest {
    @Test
    void leaksNoSlotAndNoPromptOverThousandsOfPages() {
        var executor = new ToyExecutor(8, 64);
        var limits = new SchedulerLimits(8, 64, 32, 2, 16, 48);
        var random = new Random(3);
        Deque<CompletableFuture<PageTimes>> underWay = new ArrayDeque<>();
        int faults = 0;
        try (var engine = new BatchingEngine(executor, limits, 3, EngineListener.NONE)) {
            for (int i = 0; i < 5000; i++) {
                PreparedPage page =
                        i % 50 == 7 ? ToyPages.page(ToyExecutor.BREAKS_ENCODING) : ToyPages.random(random, 40);
                boolean leaves = i % 20 == 3;
                underWay.add(engine.submit(
                        page,
                        ToyPages.generation(
                                page,
                                1 + random.nextInt(20),
                                () -> leaves && ThreadLocalRandom.current().nextInt(5) == 0)));
                if (underWay.size() >= 30) {
                    faults += failed(underWay.remove());
                }
            }
            for (var result : underWay) {
                faults += failed(result);
            }
            assertThat(faults).isBetween(100, 350);
            // Eight pages decode side by side only if all eight slots came back.
            executor.decodes.drainPermits();
            underWay.clear();
            for (int i = 0; i < 8; i++) {
                PreparedPage page = ToyPages.page(i);
                underWay.add(engine.submit(page, ToyPages.generation(page, 30)));
            }
            executor.decodes.release(8 * 30);
            underWay.forEach(CompletableFuture::join);
            assertThat(executor.decodes.availablePermits()).isGreaterThan(4 * 30);
        }
        assertThat(executor.openPrompts).hasValue(0);
        assertThat(executor.openFeatures).hasValue(0);
    }

    @Test
    void allocatesNothingInAStep() {
        int steps = 4000;
        var executor = new ToyExecutor(4, steps + 10);
        var meter = new AllocationMeter();
        PreparedPage page = ToyPages.page(1, 2, 3);
        try (var engine = new BatchingEngine(executor, SchedulerLimits.of(4, steps + 10), 1, meter)) {
            CompletableFuture<?>[] results = new CompletableFuture<?>[4];
            for (int i = 0; i < results.length; i++) {
                results[i] = engine.submit(page, new CountingChooser(steps));
            }
            CompletableFuture.allOf(results).join();
        }
        assertThat(meter.steps).isGreaterThan(steps / 2);
        // The smallest object takes 16 bytes, so less on average is the odd one of the runtime's own.
        assertThat(meter.bytes / (double) meter.steps).as("bytes for each step").isLessThan(8);
    }

    private static int failed(CompletableFuture<PageTimes> result) {
        return result.handle((times, fault) -> fault == null ? 0 : 1).join();
    }

    /** Counts what the stepping thread allocates once it is warm. */
    private static final class AllocationMeter implements EngineListener {
        private static final int WARM_UP = 1500;
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private int seen;
        private long before;
        volatile int steps;
        volatile long bytes;

        @Override
        public void stepped(int pages, long engineNanos) {
            seen++;
            if (seen < WARM_UP) {
                return;
            }
            long now = threads.getCurrentThreadAllocatedBytes();
            if (seen > WARM_UP && pages == 4) {
                bytes += now - before;
                steps++;
            }
            before = now;
        }
    }

    private static final class CountingChooser implements TokenChooser {
        private final int maximum;
        private int accepted;
        private int last;

        CountingChooser(int maximum) {
            this.maximum = maximum;
        }

        @Override
        public void room(int newTokens) {}

        @Override
        public boolean accept(StepOutput output) {
            last = output.best();
            return ++accepted < maximum;
        }

        @Override
        public int lastToken() {
            return last;
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
