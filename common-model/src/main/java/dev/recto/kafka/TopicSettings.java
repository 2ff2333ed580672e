package dev.recto.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What topics are like.
 *
 * @param replicationFactor -1 for the broker's default
 * @param retention how long a record stays, at least; the texts of pages are among them
 */
public record TopicSettings(int partitions, short replicationFactor, int maxMessageBytes, Duration retention) {
    private static final Duration LEAST_RETENTION = Duration.ofHours(1);

    /** Only whole segments are deleted, and not the one being written: so a record stays for a sixth longer. */
    private static final int SEGMENTS = 6;

    public TopicSettings {
        if (retention.compareTo(LEAST_RETENTION) < 0) {
            throw new IllegalArgumentException(
                    "recto.kafka.retention must be an hour at least: what is under way may wait so long in an outage");
        }
    }

    public static TopicSettings of(TopicOptions options) {
        return new TopicSettings(
                options.partitions(), options.replicationFactor(), options.maxMessageBytes(), options.retention());
    }

    NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, partitions, replicationFactor);
        return topic.configs(Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes),
                TopicConfig.RETENTION_MS_CONFIG, retentionMillis(),
                TopicConfig.SEGMENT_MS_CONFIG, segmentMillis()));
    }

    String retentionMillis() {
        return Long.toString(retention.toMillis());
    }

    String segmentMillis() {
        return Long.toString(retention.dividedBy(SEGMENTS).toMillis());
    }
}
