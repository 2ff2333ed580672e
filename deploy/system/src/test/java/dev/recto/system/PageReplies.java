package dev.recto.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What workers said about pages, as it lies in Kafka: the one place where a page that was read twice shows. */
final class PageReplies implements AutoCloseable {
    private static final String TOPIC = "recto.results";
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> read = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Set<String> workers = new HashSet<>();

    PageReplies(String broker) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(each -> new TopicPartition(TOPIC, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All that there is by now. */
    void hear() throws IOException {
        var end = consumer.endOffsets(consumer.assignment());
        while (end.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
            for (ConsumerRecord<String, String> each : consumer.poll(POLL)) {
                take(json.readTree(each.value()));
            }
        }
    }

    private void take(JsonNode reply) {
        String page = reply.path("job").asText() + "/" + reply.path("page").asText();
        switch (reply.path("reply").asText()) {
            case "page-read" -> {
                read.add(page);
                workers.add(reply.path("worker").asText());
            }
            case "page-failed" -> failed.add(page);
            // Of a document of one page, that was read as it was opened
            case "document-probed" -> {
                if (reply.hasNonNull("onlyPage")) {
                    take(reply.path("onlyPage"));
                }
            }
            default -> {}
        }
    }

    /** Job and number of each page, as often as it was read. */
    List<String> read() {
        return read;
    }

    List<String> failed() {
        return failed;
    }

    /** Who read them. */
    Set<String> workers() {
        return workers;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
