package dev.recto.api.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends messages and says when the broker has them all. */
@Singleton
public class MessageSender {
    private final KafkaProducer<String, byte[]> producer;
    private final ObjectMapper json;

    MessageSender(KafkaClients clients, ObjectMapper json) {
        this.producer = clients.producer();
        this.json = json;
    }

    /** Blocks until the broker has acknowledged every message; fails if it did not take one of them. */
    public void send(List<? extends Outgoing<?>> messages) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        for (Outgoing<?> message : messages) {
            sent.add(producer.send(new ProducerRecord<>(message.topic(), message.key(), bytes(message.value()))));
        }
        for (Future<RecordMetadata> one : sent) {
            await(one);
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private <T> byte[] bytes(T value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new NotSentException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException(e);
        }
    }
}
