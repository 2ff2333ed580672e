package dev.recto.worker.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The same options as the API's. */
@ConfigMapping(prefix = "recto.kafka")
public interface KafkaConfig {
    /** Partitions of a topic that this worker creates. */
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
