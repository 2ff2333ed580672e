package dev.recto.api.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.jobs")
public interface JobsConfig {
    /** Pages in Kafka per page that the live workers can read at a time; the others wait in Postgres, fairly. */
    @WithDefault("2")
    int windowPerSlot();

    /** Most pages of a document that a worker is given at once, where it has free slots for all of them. */
    @WithDefault("8")
    int longestRun();

    /** Documents that each live worker is asked to open at a time, beside those that its slots may read as they are opened. */
    @WithDefault("8")
    int probesPerWorker();

    /** Most pages of one request. */
    @WithDefault("1000")
    int maxPages();

    /** How long opening a document may take, from being sent. */
    @WithDefault("60s")
    Duration probeTimeout();

    /** How long a page may take, from being sent. */
    @WithDefault("5m")
    Duration pageTimeout();

    /** How often a page or a probe is tried. */
    @WithDefault("3")
    int attempts();

    /** How long a job may take altogether. */
    @WithDefault("24h")
    Duration jobTimeout();

    /** How long an ended job and its pages can be read. */
    @WithDefault("30d")
    Duration retention();

    /** How long a document that was sent to an upstream is left to a process that gives no sign of life. */
    @WithDefault("15s")
    Duration forwardLease();

    /** How long a batch's document waits before it is sent again, where a busy upstream does not say; each next time twice as long. */
    @WithDefault("10s")
    Duration forwardPause();

    /** The longest of these pauses. */
    @WithDefault("5m")
    Duration forwardLongestPause();

    /** How often a batch's document is sent again to an upstream that is away, three hours at the pauses above: it may be so for this document alone. */
    @WithDefault("40")
    int forwardPostponements();

    /** How often queues and waits look by themselves, should a bell not have been heard. */
    @WithDefault("1s")
    Duration poll();

    /** How often overdue work is looked for. */
    @WithDefault("2s")
    Duration sweep();
}
