package dev.recto.api.messaging;

import dev.recto.kafka.TopicOptions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.kafka")
interface KafkaConfig extends TopicOptions {
    /** How long the sending of a batch may take before its rows count as unsent again. */
    @WithDefault("5s")
    Duration sendTimeout();

    /** How long a silent pod keeps its share of the replies. */
    @WithDefault("6s")
    Duration sessionTimeout();
}
