package dev.recto.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time of a process's children that have ended, which no other process has in its own. */
final class EndedChildren {
    private static final int TICKS_PER_SECOND = 100;

    /** Fields of the kernel's line, counted behind the name, which may have spaces in it. */
    private static final int IN_USER_MODE = 13;

    private static final int IN_THE_KERNEL = 14;

    private EndedChildren() {}

    /** None where the system does not say. */
    static Duration cpuTime(long pid) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        return Files.exists(stat) ? cpuTime(Files.readString(stat)) : Duration.ZERO;
    }

    static Duration cpuTime(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[IN_USER_MODE]) + Long.parseLong(fields[IN_THE_KERNEL]);
        return Duration.ofSeconds(ticks).dividedBy(TICKS_PER_SECOND);
    }
}
