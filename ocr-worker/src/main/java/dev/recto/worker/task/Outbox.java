package dev.recto.worker.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.metrics.SentMessages;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.MessageSpans;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends replies and heartbeats. */
@ApplicationScoped
class Outbox {
    private final Producer<String, byte[]> producer;
    private final ObjectMapper json;
    private final SentMessages counted;

    Outbox(KafkaClients clients, ObjectMapper json, MeterRegistry registry) {
        this.producer = clients.producer();
        this.json = json;
        this.counted = new SentMessages(registry);
    }

    /**
     * Done when the brokers have stored the reply.
     *
     * @param activity that led to it
     */
    CompletableFuture<Void> send(WorkerReply reply, Activity activity) {
        return send(
                new ProducerRecord<>(Topics.RESULTS, reply.job().toString(), bytes(reply, WorkerReply.class)),
                activity);
    }

    /** Done when the brokers have stored the heartbeat. */
    CompletableFuture<Void> send(WorkerHeartbeat heartbeat) {
        return send(
                new ProducerRecord<>(Topics.WORKERS, heartbeat.worker(), bytes(heartbeat, WorkerHeartbeat.class)),
                Activity.NONE);
    }

    @PreDestroy
    void close() {
        producer.close(KafkaClients.CLOSE_TIMEOUT);
    }

    private CompletableFuture<Void> send(ProducerRecord<String, byte[]> record, Activity activity) {
        Activity sending = MessageSpans.producing(activity, record);
        CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
        try {
            var _ = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    stored.complete(null);
                } else {
                    stored.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            stored.completeExceptionally(e);
        }
        return stored.whenComplete((done, failure) -> {
            counted.count(record.topic(), failure == null);
            sending.close(failure);
        });
    }

    private <T> byte[] bytes(T message, Class<T> type) {
        try {
            return json.writerFor(type).writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours has no JSON", e);
        }
    }
}
