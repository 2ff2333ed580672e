package dev.recto.api.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class KafkaTopicsTest {
    @Inject
    KafkaTopics topics;

    @Inject
    KafkaClients clients;

    private final String topic = "test." + UUID.randomUUID();

    @Test
    void recordsOfANewTopicStayForHours() throws Exception {
        topics.ensure(List.of(topic));
        assertStaysForHours();
    }

    @Test
    void recordsOfAnOldTopicStayNoLongerAndTheRestOfItIsLeftAlone() throws Exception {
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of("retention.ms", "604800000", "max.message.bytes", "5000000"))))
                    .all()
                    .get();
        }
        topics.ensure(List.of(topic));
        Config config = assertStaysForHours();
        assertThat(config.get("max.message.bytes").value()).isEqualTo("5000000");
    }

    private Config assertStaysForHours() throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = clients.admin()) {
            Config config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            assertThat(config.get("retention.ms").value()).isEqualTo("21600000");
            assertThat(config.get("segment.ms").value()).isEqualTo("3600000");
            return config;
        }
    }
}
