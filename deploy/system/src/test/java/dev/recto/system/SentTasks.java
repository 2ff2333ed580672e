package dev.recto.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What workers were asked to read, and when, as it lies in Kafka. */
final class SentTasks {
    private static final Duration POLL = Duration.ofMillis(500);

    record Task(int page, int pages, int attempt, Instant at) {}

    private SentTasks() {}

    static List<Task> of(String job, String broker, String topic) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Task> tasks = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
                for (ConsumerRecord<String, String> each : consumer.poll(POLL)) {
                    JsonNode task = json.readTree(each.value());
                    if (task.path("job").asText().equals(job)) {
                        tasks.add(new Task(
                                task.path("page").asInt(),
                                task.path("pages").asInt(),
                                task.path("attempt").asInt(),
                                Instant.ofEpochMilli(each.timestamp())));
                    }
                }
            }
        }
        return tasks;
    }
}
