package dev.recto.api.batch.table;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.batch")
public interface BatchConfig {
    /** Most rows given inline. */
    @WithDefault("10000")
    int maxInlineRows();

    /** Most rows of a job, over all its files. */
    @WithDefault("50000")
    int maxRows();

    /** Largest row: the largest document in base64 with some JSON around. */
    @WithDefault("72M")
    MemorySize maxRowSize();

    /** Largest input of a job, over all its files. */
    @WithDefault("10G")
    MemorySize maxInputSize();

    /** New jobs whose rows a process looks through at a time, which has it keep where they are; others wait their turn. */
    @WithDefault("4")
    int maxScans();

    /** How long a new job may wait for its turn. */
    @WithDefault("1m")
    Duration scanWait();

    /** Rows of a job that are being read at a time, at least; the others wait in their table and burden nobody. */
    @WithDefault("64")
    int window();

    /** The same per page that the live workers can read at a time, so that a large fleet is kept busy by a single job. */
    @WithDefault("4")
    int windowPerSlot();

    /** Jobs of an organisation that run at a time; its others are queued. */
    @WithDefault("4")
    int runningJobs();

    /** Rows that a process brings on their way at a time. */
    @WithDefault("8")
    int feeders();

    /** How long a process that brings rows on their way may be silent, before another one does it. */
    @WithDefault("30s")
    Duration feedLease();

    /** Longest time for bringing one row on its way; then it is given up, and tried again some times. */
    @WithDefault("10m")
    Duration feedTime();

    /** How long a row waits that could not be brought on its way for a reason that may pass. */
    @WithDefault("10s")
    Duration retryAfter();

    /** How often a row is tried that fails for a reason that nobody foresaw. */
    @WithDefault("5")
    int attempts();

    /** Jobs whose results a process writes at a time, of each organisation one. */
    @WithDefault("4")
    int closers();

    /** How often the result files of a job are tried to be written of which no row worked, before it ends without them. */
    @WithDefault("10")
    int resultAttempts();

    /** The longest pause between two such tries; the first one is {@link #retryAfter()}, each next one twice as long. */
    @WithDefault("10m")
    Duration resultPause();

    /** How long a process that writes result files may be silent, before another one does it. */
    @WithDefault("30s")
    Duration resultLease();

    /** How often jobs are looked after. */
    @WithDefault("500ms")
    Duration poll();
}
