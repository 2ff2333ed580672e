package dev.recto.local.bench;

import dev.recto.local.stack.CpuTime;
import java.time.Duration;
import java.util.Locale;

/** What a stack has done and used so far. */
record Usage(long nanos, long pages, CpuTime cpu, long statements, long walBytes, long kafkaBytes, Histogram claims) {
    static final String HEADER =
            " workers   waiting   pages/s   CPU ms per page: API  workers   Kafka    S3  PostgreSQL     all  all but idle"
                    + "   statements   WAL KB   Kafka KB   claim ms: p50    p99";

    Usage since(Usage earlier) {
        return new Usage(
                nanos - earlier.nanos,
                pages - earlier.pages,
                cpu.since(earlier.cpu),
                statements - earlier.statements,
                walBytes - earlier.walBytes,
                kafkaBytes - earlier.kafkaBytes,
                claims.since(earlier.claims));
    }

    /** A line of the table, everything per page. */
    String perPage(int workers, int waiting, Usage idle) {
        double idleFor = cpuOfIdle(idle).toNanos() / 1e6;
        return line(workers, Integer.toString(waiting), pages, milliseconds(cpu.all(), pages) - idleFor / pages);
    }

    /** A line of the table, everything per second. */
    String perSecond(int workers) {
        return line(workers, "idle, 1 s", nanos / 1e9, 0);
    }

    private Duration cpuOfIdle(Usage idle) {
        return Duration.ofNanos((long) ((double) idle.cpu.all().toNanos() / idle.nanos * nanos));
    }

    private String line(int workers, String waiting, double divisor, double allButIdle) {
        return String.format(
                Locale.ROOT,
                "%8d %9s %9.1f %22.2f %8.2f %7.2f %5.2f %11.2f %7.2f %13.2f %12.1f %8.2f %10.2f %15.1f %6.1f",
                workers,
                waiting,
                pages / (nanos / 1e9),
                milliseconds(cpu.apis(), divisor),
                milliseconds(cpu.workers(), divisor),
                milliseconds(cpu.kafka(), divisor),
                milliseconds(cpu.s3(), divisor),
                milliseconds(cpu.postgres(), divisor),
                milliseconds(cpu.all(), divisor),
                allButIdle,
                statements / divisor,
                walBytes / 1024.0 / divisor,
                kafkaBytes / 1024.0 / divisor,
                1e3 * claims.quantile(0.50),
                1e3 * claims.quantile(0.99));
    }

    private static double milliseconds(Duration used, double divisor) {
        return used.toNanos() / 1e6 / divisor;
    }
}
