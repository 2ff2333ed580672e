package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.DocumentKind;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DecoderMemoryTest {
    private static final long MEGA = 1 << 20;

    @ParameterizedTest
    @CsvSource({"JPEG2000, 38", "WEBP, 27", "PNG, 768"})
    void threeQuartersOfTheHeapAreForOnePicture(DocumentKind kind, long most) {
        assertThat(DecoderMemory.suffices(kind, most * MEGA, 1024 * MEGA)).isTrue();
        assertThat(DecoderMemory.suffices(kind, (most + 1) * MEGA, 1024 * MEGA)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"JPEG2000, 7", "WEBP, 5"})
    void thoseThatTakeMuchGoOneAfterTheOther(DocumentKind kind, long much) throws Exception {
        Other other = new Other(kind, much);
        DecoderMemory.decode(kind, much * MEGA, 1024 * MEGA, () -> {
            other.startsAndWaits();
            assertThat(other.decoded).isFalse();
            return true;
        });
        other.thread.join();
        assertThat(other.decoded).isTrue();
    }

    /** Pages of them wait for room in the heap, and not for one another. */
    @Test
    void photosAreDecodedSideBySide() throws Exception {
        Other other = new Other(DocumentKind.JPEG, 48);
        DecoderMemory.decode(DocumentKind.JPEG, 48 * MEGA, 1024 * MEGA, () -> {
            other.thread.start();
            assertThat(other.ends()).isTrue();
            return true;
        });
        assertThat(other.decoded).isTrue();
    }

    @Test
    void theOthersWaitForNobody() throws Exception {
        Other other = new Other(DocumentKind.JPEG2000, 6);
        DecoderMemory.decode(DocumentKind.JPEG2000, 30 * MEGA, 1024 * MEGA, () -> {
            other.thread.start();
            assertThat(other.ends()).isTrue();
            return true;
        });
        assertThat(other.decoded).isTrue();
    }

    @Test
    void aWaitThatIsInterruptedEnds() throws Exception {
        Other other = new Other(DocumentKind.JPEG2000, 30);
        DecoderMemory.decode(DocumentKind.JPEG2000, 30 * MEGA, 1024 * MEGA, () -> {
            other.startsAndWaits();
            other.thread.interrupt();
            assertThat(other.ends()).isTrue();
            return true;
        });
        assertThat(other.decoded).isFalse();
        assertThat(other.failed).isInstanceOf(PageFaultException.class);
    }

    /** A decoding beside the first. */
    private static final class Other {
        private final Thread thread;
        private volatile boolean decoded;
        private volatile @Nullable Throwable failed;

        Other(DocumentKind kind, long megapixels) {
            thread = Thread.ofPlatform().unstarted(() -> {
                try {
                    decoded = DecoderMemory.decode(kind, megapixels * MEGA, 1024 * MEGA, () -> true);
                } catch (IOException | RuntimeException e) {
                    failed = e;
                }
            });
        }

        void startsAndWaits() {
            thread.start();
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }

        boolean ends() {
            try {
                return thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
