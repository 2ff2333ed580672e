package dev.recto.api.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.kafka")
interface KafkaConfig {
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

    /** How long the sending of a batch may take before its rows count as unsent again. */
    @WithDefault("5s")
    Duration sendTimeout();

    /** How long a silent pod keeps its share of the replies. */
    @WithDefault("6s")
    Duration sessionTimeout();
}
