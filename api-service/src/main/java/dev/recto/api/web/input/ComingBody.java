package dev.recto.api.web.input;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How long a client was waited for until now, and for how much. What the service itself takes is not the client's affair. */
final class ComingBody {
    private final LongSupplier nanoTime;
    private long bytes;
    private long waited;
    private long waitingSince;
    private long lookedAt;
    private boolean givenUp;
    private @Nullable Thread reader;

    ComingBody(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** Interrupts a reader where it would wait for what was given up. */
    synchronized void await() {
        reader = Thread.currentThread();
        waitingSince = nanoTime.getAsLong();
        if (givenUp) {
            reader.interrupt();
        }
    }

    /** @param more bytes that came */
    synchronized void came(int more) {
        waited += nanoTime.getAsLong() - waitingSince;
        bytes += more;
        reader = null;
        if (givenUp) {
            Thread.interrupted();
        }
    }

    /** Wakes who waits: the end of a stream of HTTP/2 is told to nobody who reads it. */
    synchronized void giveUp() {
        givenUp = true;
        if (reader != null) {
            reader.interrupt();
        }
    }

    /**
     * Whether it says nothing for so long, or all in all comes more slowly than that, but for a time as long as the silence. To be asked
     * several times in such a time: who asks late says that the service stood still, and begins anew.
     *
     * @param arrived bytes that are here, of which the reader may not know yet
     */
    synchronized boolean isLate(Duration silence, long bytesPerSecond, long arrived) {
        long now = nanoTime.getAsLong();
        boolean stoodStill = now - lookedAt > silence.toNanos() / 2;
        lookedAt = now;
        if (stoodStill) {
            waited = 0;
        }
        if (stoodStill || arrived > bytes) {
            waitingSince = now;
        }
        if (reader == null) {
            return false;
        }
        Duration silent = Duration.ofNanos(now - waitingSince);
        Duration counted = silent.plusNanos(waited).minus(silence);
        return silent.compareTo(silence) > 0 || bytes < bytesPerSecond * Math.max(0, counted.toMillis()) / 1000;
    }
}
