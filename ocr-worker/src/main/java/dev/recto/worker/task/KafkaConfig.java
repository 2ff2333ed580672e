package dev.recto.worker.task;

import dev.recto.kafka.TopicOptions;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "recto.kafka")
public interface KafkaConfig extends TopicOptions {}
