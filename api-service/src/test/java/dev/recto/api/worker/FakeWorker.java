package dev.recto.api.worker;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.recto.api.models.ServedModels;
import dev.recto.model.DocumentTask;
import dev.recto.model.ModelCapability;
import dev.recto.model.ModelVersion;
import dev.recto.model.PageTask;
import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.model.WorkerReply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * A worker that reads nothing: it takes tasks off Kafka and replies what its script says. Its queues hold all that was
 * ever sent; it leaves what is old to workers before it.
 */
public final class FakeWorker implements AutoCloseable {
    private static final Duration BEFORE_IT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final String id = "fake-" + UUID.randomUUID();
    private final long oldest = Instant.now().minus(BEFORE_IT).toEpochMilli();
    private final ServedModel model;
    private final boolean runs;
    private final List<PageTask> tasks = new CopyOnWriteArrayList<>();
    private final KafkaProducer<String, String> producer;
    private final Thread thread;
    private volatile Script script;
    private volatile boolean closed;

    public FakeWorker(String model, int slots, Script script) {
        this(model, slots, List.of(ModelCapability.values()), script);
    }

    public FakeWorker(String model, int slots, List<ModelCapability> capabilities, Script script) {
        this(model, 0, slots, capabilities, script, true, List.of(), null);
    }

    private FakeWorker(
            String model,
            int queue,
            int slots,
            List<ModelCapability> capabilities,
            Script script,
            boolean runs,
            List<String> languages,
            @Nullable ModelVersion version) {
        this.runs = runs;
        this.model = new ServedModel(
                model, "Fake", "recto", "Reads nothing.", 4096, slots, capabilities, queue, languages, version);
        this.script = script;
        Map<String, Object> broker = broker(ConfigProvider.getConfig());
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer());
        this.thread = Thread.ofPlatform().name(id).daemon(true).start(() -> run(broker));
    }

    /** One of the version before, which reads the first page of a run only. */
    public static FakeWorker older(String model, int slots, Script script) {
        return new FakeWorker(model, 0, slots, List.of(ModelCapability.values()), script, false, List.of(), null);
    }

    /** One that reads in these languages only. */
    public static FakeWorker of(List<String> languages, String model, int slots, Script script) {
        return new FakeWorker(model, 0, slots, List.of(ModelCapability.values()), script, true, languages, null);
    }

    /** One that takes pages from another queue of the model than the first. */
    public static FakeWorker ofQueue(int queue, String model, int slots, Script script) {
        return new FakeWorker(model, queue, slots, List.of(ModelCapability.values()), script, true, List.of(), null);
    }

    /** One that says of which version its model is. */
    public static FakeWorker of(ModelVersion version, String model, int slots, Script script) {
        return new FakeWorker(model, 0, slots, List.of(ModelCapability.values()), script, true, List.of(), version);
    }

    /** Returns when the service knows of it. */
    public FakeWorker awaitServed(ServedModels models) {
        await().atMost(Duration.ofMinutes(1)).until(() -> models.slots(model.id()) > 0);
        return this;
    }

    /** What a client of the service's broker needs. */
    public static Map<String, Object> broker(Config config) {
        Map<String, Object> properties = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("kafka.")) {
                properties.put(name.substring("kafka.".length()), config.getValue(name, String.class));
            }
        }
        return properties;
    }

    /** From now on it replies this. */
    public void follow(Script other) {
        script = other;
    }

    /** Pages in the order in which they came. */
    public List<PageTask> taken() {
        return tasks.stream().flatMap(task -> task.each().stream()).toList();
    }

    /** Page tasks as they came. */
    public List<PageTask> tasks() {
        return List.copyOf(tasks);
    }

    public void reply(List<WorkerReply> replies) {
        for (WorkerReply reply : replies) {
            send(Topics.RESULTS, reply.job().toString(), reply);
        }
    }

    /** Says this of a worker. */
    public void say(WorkerHeartbeat heartbeat) {
        send(Topics.WORKERS, heartbeat.worker(), heartbeat);
    }

    /** What the task belongs to its answer belongs to. */
    private void answer(List<WorkerReply> replies, Headers headers) {
        for (WorkerReply reply : replies) {
            send(Topics.RESULTS, reply.job().toString(), reply, headers);
        }
    }

    /** A consumer for each queue, as workers have: where one topic is gone the other goes on. */
    private void run(Map<String, Object> broker) {
        KafkaConsumer<String, String> documents = consumer(broker, Topics.DOCUMENTS);
        KafkaConsumer<String, String> pages = consumer(broker, Topics.pages(model.id(), model.queue()));
        try {
            Instant nextBeat = Instant.EPOCH;
            while (!closed) {
                if (Instant.now().isAfter(nextBeat)) {
                    beat(false);
                    nextBeat = Instant.now().plusSeconds(1);
                }
                for (KafkaConsumer<String, String> queue : List.of(documents, pages)) {
                    for (ConsumerRecord<String, String> task : queue.poll(Duration.ofMillis(50))) {
                        if (task.timestamp() >= oldest) {
                            answer(take(task), task.headers());
                        }
                    }
                }
            }
        } finally {
            // The broker answers a goodbye only behind the fetch that it thinks about
            documents.close(CloseOptions.timeout(Duration.ZERO));
            pages.close(CloseOptions.timeout(Duration.ZERO));
        }
        beat(true);
        producer.close();
    }

    private KafkaConsumer<String, String> consumer(Map<String, Object> broker, String topic) {
        Map<String, Object> properties = new HashMap<>(broker);
        properties.put("group.id", id + "-" + topic);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("metadata.max.age.ms", 300);
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    private List<WorkerReply> take(ConsumerRecord<String, String> task) {
        try {
            if (task.topic().equals(Topics.DOCUMENTS)) {
                return script.probe(JSON.readValue(task.value(), DocumentTask.class));
            }
            PageTask pages = JSON.readValue(task.value(), PageTask.class);
            tasks.add(pages);
            return pages.each().stream()
                    .flatMap(page -> script.read(page).stream())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void beat(boolean draining) {
        send(
                Topics.WORKERS,
                id,
                new WorkerHeartbeat(id, Instant.now(), draining, List.of(model), null, null, null, 0, runs));
    }

    private <T> void send(String topic, String key, T value) {
        send(topic, key, value, new RecordHeaders());
    }

    private <T> void send(String topic, String key, T value, Headers headers) {
        try {
            producer.send(new ProducerRecord<>(topic, null, key, JSON.writeValueAsString(value), headers))
                    .get();
        } catch (IOException | InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
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
