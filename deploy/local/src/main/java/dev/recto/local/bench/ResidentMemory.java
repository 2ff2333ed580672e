package dev.recto.local.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Follows the resident memory of a process, as {@code ps} reports it, until closed. */
final class ResidentMemory implements AutoCloseable {
    private static final int SAMPLE_MILLIS = 200;

    private final long pid;
    private final Thread sampler;
    private volatile long peak;

    ResidentMemory(long pid) throws IOException {
        this.pid = pid;
        peak = megabytes();
        sampler = Thread.ofVirtual().start(this::sample);
    }

    /** Now, in MB. */
    long megabytes() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var output = ps.inputReader()) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("No process " + pid);
            }
            return Long.parseLong(line.strip()) >> 10;
        }
    }

    /** The highest value since the start, in MB. */
    long peak() {
        return peak;
    }

    private void sample() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
                peak = Math.max(peak, megabytes());
            }
        } catch (InterruptedException | IOException ended) {
            // The measurement or the process is over.
        }
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
