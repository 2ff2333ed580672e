package dev.recto.api.web.input;

import java.time.Duration;

/** How long a client was waited for until now, and for how much. What the service itself takes is not the client's affair. */
final class ComingBody {
    private static final long NOBODY = 0;

    private long bytes;
    private long waited;
    private long waitingSince = NOBODY;

    synchronized void await() {
        waitingSince = System.nanoTime();
    }

    /** @param more bytes that came */
    synchronized void came(int more) {
        waited += System.nanoTime() - waitingSince;
        waitingSince = NOBODY;
        bytes += more;
    }

    /** Whether it says nothing for so long, or all in all comes more slowly than that, but for a time as long as the silence. */
    synchronized boolean isLate(Duration silence, long bytesPerSecond) {
        if (waitingSince == NOBODY) {
            return false;
        }
        Duration silent = Duration.ofNanos(System.nanoTime() - waitingSince);
        Duration counted = silent.plusNanos(waited).minus(silence);
        return silent.compareTo(silence) > 0 || bytes < bytesPerSecond * Math.max(0, counted.toMillis()) / 1000;
    }
}
