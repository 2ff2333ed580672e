package dev.recto.api.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Outage;
import dev.recto.metrics.SentMessages;
import dev.recto.tracing.Activity;
import dev.recto.tracing.MessageSpans;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends messages and says which of them the broker has. Everything here waits, and never for longer than it is told to. */
@Singleton
public class MessageSender {
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaClientMetrics measured;
    private final KafkaTopics topics;
    private final ObjectMapper json;
    private final Tracing tracing;
    private final SentMessages counted;
    private final Duration timeout;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    private final Outage telling = new Outage("telling workers");

    MessageSender(
            KafkaClients clients, KafkaTopics topics, ObjectMapper json, Tracing tracing, MeterRegistry registry) {
        this.producer = clients.producer();
        this.measured = new KafkaClientMetrics(producer);
        measured.bindTo(registry);
        this.topics = topics;
        this.json = json;
        this.counted = new SentMessages(registry);
        this.tracing = tracing;
        this.timeout = clients.timeout();
    }

    /**
     * Returns when the topic is there and its brokers are known, so that a send that follows need not wait for that; fails where they
     * are away. Asks them only at first and after a failure.
     */
    public void prepare(String topic) {
        try {
            if (!ready.contains(topic)) {
                topics.ensure(List.of(topic));
                ready.add(topic);
            }
            producer.partitionsFor(topic);
        } catch (KafkaException | IllegalStateException e) {
            ready.remove(topic);
            counted.count(topic, false);
            throw new NotSentException(e);
        }
    }

    /** Sends all at the same time until one is refused, and waits for all together as long as for one. */
    public <T> Sending<T> send(List<Outgoing<T>> messages) {
        List<CompletableFuture<@Nullable Void>> sent = new ArrayList<>(messages.size());
        for (Outgoing<T> each : messages) {
            if (sent.isEmpty() || !sent.getLast().isCompletedExceptionally()) {
                sent.add(start(record(each), each.trace()));
            }
        }
        Optional<NotSentException> failure = await(CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)));
        List<Outgoing<T>> unsent = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (i >= sent.size() || sent.get(i).state() != Future.State.SUCCESS) {
                unsent.add(messages.get(i));
                ready.remove(messages.get(i).topic());
            }
        }
        return new Sending<>(List.copyOf(unsent), failure);
    }

    /** Sends what may be lost, without waiting for it. */
    public void tell(Outgoing<?> message) {
        ProducerRecord<String, byte[]> notice = record(message);
        Thread.ofVirtual()
                .name("telling")
                .start(() -> await(start(notice, message.trace())).ifPresentOrElse(telling::failed, telling::over));
    }

    /** Returns when the broker has the record, whose topic is created if need be. */
    void store(ProducerRecord<String, byte[]> record) {
        prepare(record.topic());
        await(start(record, TraceParent.NONE)).ifPresent(failure -> {
            ready.remove(record.topic());
            throw failure;
        });
    }

    @PreDestroy
    void close() {
        measured.close();
        producer.close(Duration.ofSeconds(2));
    }

    private CompletableFuture<@Nullable Void> start(ProducerRecord<String, byte[]> record, TraceParent trace) {
        Activity sending = MessageSpans.producing(tracing, record, trace);
        CompletableFuture<@Nullable Void> acknowledged = new CompletableFuture<>();
        try {
            var _ = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged.whenComplete((stored, failure) -> {
            counted.count(record.topic(), failure == null);
            sending.close(failure);
        });
    }

    private Optional<NotSentException> await(CompletableFuture<@Nullable Void> acknowledged) {
        try {
            acknowledged.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of(new NotSentException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new NotSentException(e));
        }
    }

    private ProducerRecord<String, byte[]> record(Outgoing<?> message) {
        try {
            return new ProducerRecord<>(message.topic(), message.key(), json.writeValueAsBytes(message.value()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
