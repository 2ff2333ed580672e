package dev.recto.api.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where bytes are kept; the S3 service itself is configured with {@code quarkus.s3.*}. */
@ConfigMapping(prefix = "recto.storage")
interface StorageConfig {
    /** Bucket of all objects; created at start where it is missing. */
    @WithDefault("recto")
    String bucket();

    /** How long S3 may take for an answer, such as the next half megabyte of what is read, and a second more for each megabyte that is sent to it or put together of parts. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a connection to S3 on which an answer is awaited may carry nothing before it is closed. */
    @WithDefault("1m")
    Duration silence();

    /** How long bytes may lie there before a row speaks for them: longer than the longest upload takes. */
    @WithDefault("2h")
    Duration unclaimedFor();

    /** Files larger than this are stored in parts of this size; S3 wants at least 5 MB. */
    @WithDefault("64M")
    MemorySize partSize();

    /**
     * What is stored while it is written, its size unknown, goes in parts of this size, one of which is in memory; behind each thousand
     * parts they are twice as large. S3 wants at least 5 MB.
     */
    @WithDefault("8M")
    MemorySize streamPartSize();

    /** How long such bytes may lie there before a row speaks for them, from when the first of them was written: longer than result files of the largest batch take. */
    @WithDefault("2d")
    Duration writtenWithin();

    /** How often uploads in parts are looked for that nobody finished within {@link #unclaimedFor()}. */
    @WithDefault("10m")
    Duration unfinishedEvery();

    /** How often bytes that nobody claims are looked for. */
    @WithDefault("30s")
    Duration sweepEvery();
}
