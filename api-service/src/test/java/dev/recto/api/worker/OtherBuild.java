package dev.recto.api.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.model.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** A worker of another build: it speaks in messages that were recorded, and knows of tasks only what they have. */
final class OtherBuild implements AutoCloseable {
    private static final Path MESSAGES = Path.of("../common-model/src/test/resources/messages");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path messages;
    private final String model;
    private final String id = "other-" + UUID.randomUUID();
    private final UUID incarnation = UUID.randomUUID();
    /** What is older was sent for workers before it. */
    private final long oldest = Instant.now().minusSeconds(30).toEpochMilli();

    private final Queue<String> unknownToIt = new ConcurrentLinkedQueue<>();
    private final Queue<String> read = new ConcurrentLinkedQueue<>();
    private final KafkaProducer<String, String> producer;
    private final Thread thread;
    private volatile boolean closed;

    /** @param build {@code before} or {@code after} */
    OtherBuild(String build, String model) {
        this.messages = MESSAGES.resolve(build);
        this.model = model;
        Map<String, Object> broker = FakeWorker.broker(ConfigProvider.getConfig());
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer());
        this.thread = Thread.ofPlatform().name(id).daemon(true).start(() -> run(broker));
    }

    /** Fields of tasks that this build needs and did not get. */
    List<String> missed() {
        return List.copyOf(unknownToIt);
    }

    /** Pages that it has read. */
    List<String> read() {
        return List.copyOf(read);
    }

    void say(String name, ObjectNode message) {
        String topic = name.equals("heartbeat") ? Topics.WORKERS : Topics.RESULTS;
        try {
            producer.send(new ProducerRecord<>(topic, id, message.toString())).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    ObjectNode recorded(String name) {
        try {
            return (ObjectNode) JSON.readTree(messages.resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Map<String, Object> broker) {
        Map<String, Object> properties = new HashMap<>(broker);
        properties.put("group.id", id);
        properties.put("auto.offset.reset", "earliest");
        properties.put("metadata.max.age.ms", 300);
        properties.put("enable.auto.commit", false);
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        try {
            consumer.subscribe(List.of(Topics.DOCUMENTS, Topics.pages(model)));
            Instant nextBeat = Instant.EPOCH;
            while (!closed) {
                if (Instant.now().isAfter(nextBeat)) {
                    beat(false);
                    nextBeat = Instant.now().plusSeconds(1);
                }
                for (ConsumerRecord<String, String> task : consumer.poll(Duration.ofMillis(100))) {
                    if (task.timestamp() >= oldest) {
                        take(task);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
        beat(true);
        producer.close();
    }

    private void take(ConsumerRecord<String, String> record) throws IOException {
        JsonNode task = JSON.readTree(record.value());
        boolean document = record.topic().equals(Topics.DOCUMENTS);
        recorded(document ? "document-task" : "page-task").fieldNames().forEachRemaining(field -> {
            if (!task.has(field) && !field.equals("kind") && !field.equals("mood")) {
                unknownToIt.add(field);
            }
        });
        ObjectNode reply = recorded(document ? "document-probed" : "page-read");
        reply.set("job", task.get("job"));
        reply.set("attempt", task.get("attempt"));
        if (document) {
            say("reply", reply);
            return;
        }
        int pages = recorded("page-task").has("pages") ? task.path("pages").asInt(1) : 1;
        for (int page = task.get("page").asInt(); page < task.get("page").asInt() + pages; page++) {
            reply.put("page", page);
            reply.put("worker", id);
            read.add(task.get("job").asText() + "/" + page);
            say("reply", reply.deepCopy());
        }
    }

    private void beat(boolean draining) {
        ObjectNode heartbeat = recorded("heartbeat");
        heartbeat.put("worker", id);
        heartbeat.put("at", Instant.now().toString());
        heartbeat.put("draining", draining);
        heartbeat.put("incarnation", incarnation.toString());
        heartbeat.putArray("held");
        ((ObjectNode) heartbeat.at("/models/0")).put("id", model);
        say("heartbeat", heartbeat);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
