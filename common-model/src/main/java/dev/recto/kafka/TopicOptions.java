package dev.recto.kafka;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What both services are told of topics, as either may be the first to create them. */
public interface TopicOptions {
    /** Partitions of a topic that this service creates. */
    @WithDefault("4")
    int partitions();

    /** Copies of each record; -1 takes the broker's default. */
    @WithDefault("-1")
    short replicationFactor();

    /** Largest message: a page's result with the score of every word. */
    @WithDefault("8388608")
    int maxMessageBytes();

    /** How long tasks and replies stay in their topics, read or not; up to a sixth longer. */
    @WithDefault("6h")
    Duration retention();
}
