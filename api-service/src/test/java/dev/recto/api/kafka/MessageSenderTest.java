package dev.recto.api.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic that does not exist is one of which nobody knows the brokers. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class MessageSenderTest {
    @Inject
    MessageSender sender;

    private final String missing = "missing." + UUID.randomUUID();

    @Test
    @Timeout(60)
    void aBatchWaitsForItsBrokersOnce() {
        List<Outgoing<Integer>> batch = IntStream.range(0, 64)
                .mapToObj(i -> new Outgoing<>(missing, "key", i))
                .toList();

        Sending<Integer> sending = sender.send(batch);

        assertThat(sending.unsent()).isEqualTo(batch);
        assertThat(sending.failure()).isPresent();
    }

    @Test
    void whatTheBrokerHasIsNotUnsent() {
        String there = "there." + UUID.randomUUID();
        sender.prepare(there);
        List<Outgoing<Integer>> batch = Stream.of(there, there, missing, there)
                .map(topic -> new Outgoing<>(topic, "key", 1))
                .toList();

        Sending<Integer> sending = sender.send(batch);

        assertThat(sending.unsent()).containsExactly(batch.get(2), batch.get(3));
    }

    @Test
    void aBatchThatTheBrokerTakesLeavesNothing() {
        sender.prepare(missing);

        Sending<Integer> sending = sender.send(List.of(new Outgoing<>(missing, "key", 1)));

        assertThat(sending.unsent()).isEmpty();
        assertThat(sending.failure()).isEmpty();
    }
}
