package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What workers have said of themselves. */
final class Beats {
    private Beats() {}

    static List<WorkerHeartbeat> all(KafkaClients clients, ObjectMapper json) throws IOException {
        Consumer<String, byte[]> consumer = clients.listener();
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.WORKERS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<WorkerHeartbeat> beats = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    beats.add(json.readValue(record.value(), WorkerHeartbeat.class));
                }
            }
            return beats;
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
