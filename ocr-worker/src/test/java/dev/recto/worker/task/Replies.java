package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Topics;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.TraceHeader;
import dev.recto.tracing.TraceParent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What came back on the reply topic from its beginning on. */
final class Replies implements AutoCloseable {
    private final Consumer<String, byte[]> consumer;
    private final ObjectMapper json;
    private final List<WorkerReply> heard = new ArrayList<>();
    private final List<TraceParent> traces = new ArrayList<>();

    Replies(KafkaClients clients, ObjectMapper json) {
        this.consumer = clients.listener();
        this.json = json;
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.RESULTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    <T extends WorkerReply> T await(Class<T> type, UUID job) throws IOException {
        return type.cast(await(reply -> type.isInstance(reply) && reply.job().equals(job), Duration.ofSeconds(30)));
    }

    List<WorkerReply> all(UUID job) {
        return heard.stream().filter(reply -> reply.job().equals(job)).toList();
    }

    /** What the replies heard so far belong to. */
    List<TraceParent> traces() {
        return List.copyOf(traces);
    }

    WorkerReply await(Predicate<WorkerReply> wanted, Duration atMost) throws IOException {
        Instant end = Instant.now().plus(atMost);
        while (true) {
            for (WorkerReply reply : heard) {
                if (wanted.test(reply)) {
                    return reply;
                }
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no such reply within " + atMost + " among " + heard);
            }
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                traces.add(TraceHeader.of(record.headers()));
                heard.add(json.readValue(record.value(), WorkerReply.class));
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
