package dev.recto.api.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic that does not exist is one of which nobody knows the brokers. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class MessageSenderTest {
    private static final TraceParent PARENT =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    @Inject
    MessageSender sender;

    @Inject
    KafkaConfig config;

    @Inject
    KafkaClients clients;

    @Inject
    KafkaTopics topics;

    @Inject
    ObjectMapper json;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.to("recto-test", 0, SimpleSpanProcessor.create(spans));
    private final String missing = "missing." + UUID.randomUUID();

    @Test
    @Timeout(60)
    void aBatchWaitsForItsBrokersOnce() {
        List<Outgoing<Integer>> batch = IntStream.range(0, 64)
                .mapToObj(i -> new Outgoing<>(missing, "key", i, TraceParent.NONE))
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
                .map(topic -> new Outgoing<>(topic, "key", 1, TraceParent.NONE))
                .toList();

        Sending<Integer> sending = sender.send(batch);

        assertThat(sending.unsent()).containsExactly(batch.get(2), batch.get(3));
    }

    @Test
    void aBatchThatTheBrokerTakesLeavesNothing() {
        sender.prepare(missing);

        Sending<Integer> sending = sender.send(List.of(new Outgoing<>(missing, "key", 1, TraceParent.NONE)));

        assertThat(sending.unsent()).isEmpty();
        assertThat(sending.failure()).isEmpty();
    }

    @Tag("thorough")
    @Test
    void aBrokerThatStaysAwayIsCountedEachTime() throws IOException {
        KafkaClients away = new KafkaClients(Map.of("bootstrap.servers", "localhost:" + nobody()), config);
        MessageSender toNobody = new MessageSender(away, new KafkaTopics(away, config), json, Tracing.off(), meters);
        try {
            for (int tries = 1; tries <= 2; tries++) {
                assertThatThrownBy(() -> toNobody.prepare(missing)).isInstanceOf(NotSentException.class);
                assertThat(meters.get("recto.messages.sent")
                                .tags("topic", missing, "outcome", "failed")
                                .counter()
                                .count())
                        .isEqualTo(tries);
            }
        } finally {
            toNobody.close();
        }
    }

    @Test
    void whatIsToldBelongsToItsTrace() {
        MessageSender traced = new MessageSender(clients, topics, json, tracing, meters);
        try {
            traced.prepare(missing);
            traced.tell(new Outgoing<>(missing, "key", 1, PARENT));

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> spans.getFinishedSpanItems().size() == 1);
        } finally {
            traced.close();
        }
        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("send " + missing);
        assertThat(span.getParentSpanContext()).isEqualTo(PARENT.span());
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void whatIsNotSentIsASpanThatFailed() {
        MessageSender traced = new MessageSender(clients, topics, json, tracing, meters);
        try {
            assertThat(traced.send(List.of(new Outgoing<>(missing, "key", 1, PARENT)))
                            .failure())
                    .isPresent();
        } finally {
            traced.close();
        }
        assertThat(spans.getFinishedSpanItems())
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus()).isEqualTo(StatusData.error()));
    }

    @Test
    void whatKafkasClientCountsIsMeasuredWhileThereIsOne() {
        MessageSender measured = new MessageSender(clients, topics, json, Tracing.off(), meters);
        try {
            measured.prepare(missing);
            assertThat(measured.send(List.of(new Outgoing<>(missing, "key", 1, TraceParent.NONE)))
                            .failure())
                    .isEmpty();
            // Once for each try, and a topic that was just made may need two
            assertThat(meters.get("kafka.producer.record.send.total")
                            .functionCounter()
                            .count())
                    .isPositive();
        } finally {
            measured.close();
        }
        assertThat(meters.find("kafka.producer.record.send.total").meters()).isEmpty();
    }

    private static int nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
