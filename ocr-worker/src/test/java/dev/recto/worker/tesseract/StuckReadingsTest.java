package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StuckReadingsTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @Test
    void aSlotIsLeftAsLongAsOneReadingEnds() {
        StuckReadings stuck = new StuckReadings(2, SHORT);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        stuck.watch(ended);
        until(stuck, 1);
        ended.complete(true);
        until(stuck, 0);
        stuck.watch(new CompletableFuture<>());
        until(stuck, 1);
        assertThat(stuck.broken()).isNotDone();
        stuck.watch(new CompletableFuture<>());
        until(stuck, 2);
        assertThat(stuck.broken()).isCompletedWithValueMatching(TimeoutException.class::isInstance);
    }

    @Test
    void oneThatFailsInTimeIsNotStuck() {
        StuckReadings stuck = new StuckReadings(1, Duration.ofMinutes(1));
        stuck.watch(CompletableFuture.failedFuture(new TimeoutException()));
        assertThat(stuck.count()).isZero();
        assertThat(stuck.broken()).isNotDone();
    }

    /** A page that nobody waits for, in the only slot. */
    @Test
    void anEngineWhoseSlotsAreHeldSaysThatItIsBroken() throws Exception {
        TesseractConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(TesseractConfig.class)
                .withDefaultValue("recto.worker.tesseract.slots", "1")
                .withDefaultValue("recto.worker.tesseract.stop-timeout", "PT0.02S")
                .build()
                .getConfigMapping(TesseractConfig.class);
        Held page = new Held();
        try (PageReader reader =
                new TesseractReader(config, new TesseractData(config.dataDirectory()), Optional.empty())) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<PageReading> reading = CompletableFuture.supplyAsync(
                    () -> reader.read(new PageRequest(
                            ReadOptions.DEFAULT,
                            page,
                            cancellation,
                            (raster, pictures) -> {},
                            Instant.MAX,
                            Activity.NONE)),
                    Thread::startVirtualThread);
            page.begun.await();
            assertThat(reader.broken().toCompletableFuture()).isNotDone();
            cancellation.request(PageFault.TIMEOUT);
            assertThat(reader.broken().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(reading).isNotDone();
            page.released.countDown();
            assertThat(reading).failsWithin(Duration.ofSeconds(30));
        }
    }

    private static void until(StuckReadings stuck, int count) {
        while (stuck.count() != count) {
            Thread.onSpinWait();
        }
    }

    /** A page that holds who draws it. */
    private static final class Held implements PageSource {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public DocumentKind kind() {
            return DocumentKind.PNG;
        }

        @Override
        public PageSize size() {
            return new PageSize(1, 1);
        }

        @Override
        public void settle(RgbImage picture) {}

        @Override
        public PageRaster draw(int dpi) {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }
}
