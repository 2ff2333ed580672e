package dev.recto.worker.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.TraceHeader;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import dev.recto.worker.reader.Cancellation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane's promises, on a real broker whose locks last {@link PartsResource#LOCK}. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(60)
class LaneTest {
    private static final int MAX_DELIVERIES = 3;
    private static final Duration TWO_LOCKS = PartsResource.LOCK.multipliedBy(2);

    private static final TraceParent SENT =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    @Inject
    KafkaClients clients;

    @Inject
    Outbox outbox;

    @Inject
    ObjectMapper json;

    @Inject
    TopicSetup topics;

    private final String topic = "test." + UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();
    private final Drain drain = new Drain();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    private Tracing tracing = Tracing.off();
    private volatile boolean takes = true;

    private static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private record Delivery(int count, Cancellation cancellation) {}

    @BeforeEach
    void createTopic() throws Exception {
        topics.ensure(List.of());
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    @AfterEach
    void endLanes() throws InterruptedException {
        drain.begin(Duration.ZERO);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsATaskThatTakesLongerThanItsLock() throws Exception {
        openLane(drain, count -> later(TWO_LOCKS.plusSeconds(1)));
        openLane(drain, count -> later(TWO_LOCKS.plusSeconds(1)));
        send("task");
        assertThat(next().count()).isEqualTo(1);
        awaitReply();
        assertThat(deliveries.poll(PartsResource.LOCK.toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
    }

    /** A record that is renewed comes out of the next poll again. */
    @Test
    void aTaskIsOneSpanHoweverLongItTakes() throws Exception {
        tracing = Tracing.to("recto-worker", 0, SimpleSpanProcessor.create(new Ended()));
        openLane(drain, count -> later(TWO_LOCKS.plusSeconds(1)));
        ProducerRecord<String, byte[]> task = new ProducerRecord<>(topic, "task".getBytes(UTF_8));
        TraceHeader.put(SENT, task.headers());
        send(task);

        SpanData reply = nextSpan();
        SpanData processing = nextSpan();
        assertThat(processing.getName()).isEqualTo("process " + topic);
        assertThat(processing.getParentSpanContext()).isEqualTo(SENT.span());
        assertThat(processing.getStatus()).isEqualTo(StatusData.unset());
        assertThat(reply.getName()).isEqualTo("send recto.results");
        assertThat(reply.getParentSpanId()).isEqualTo(processing.getSpanId());
        try (Replies replies = new Replies(clients, json)) {
            replies.await(WorkerReply.DocumentRefused.class, job);
            assertThat(replies.traces())
                    .contains(TraceParent.parse(
                            new TraceParent(reply.getSpanContext()).text().orElseThrow()));
        }
        assertThat(spans).isEmpty();
    }

    @Test
    void aTaskThatBelongsToNothingIsNoSpan() throws Exception {
        tracing = Tracing.to("recto-worker", 1, SimpleSpanProcessor.create(new Ended()));
        openLane(drain, count -> later(Duration.ZERO));
        send("first");
        awaitReply();
        // Taken only when the first one is done with
        send("second");
        next();
        next();
        assertThat(spans).isEmpty();
    }

    @Test
    void aTaskThatIsGivenBackIsASpanForEachDelivery() throws Exception {
        tracing = Tracing.to("recto-worker", 0, SimpleSpanProcessor.create(new Ended()));
        openLane(drain, count -> count == 1 ? CompletableFuture.failedFuture(new Trouble()) : later(Duration.ZERO));
        ProducerRecord<String, byte[]> task = new ProducerRecord<>(topic, "task".getBytes(UTF_8));
        TraceHeader.put(SENT, task.headers());
        send(task);
        SpanData first = nextSpan();
        assertThat(first.getStatus()).isEqualTo(StatusData.error());
        assertThat(first.getAttributes().get(AttributeKey.longKey("recto.delivery")))
                .isEqualTo(1);
        assertThat(nextSpan().getName()).isEqualTo("send recto.results");
        assertThat(nextSpan().getAttributes().get(AttributeKey.longKey("recto.delivery")))
                .isEqualTo(2);
    }

    private SpanData nextSpan() throws InterruptedException {
        return Objects.requireNonNull(spans.poll(1, TimeUnit.MINUTES), "no span ended");
    }

    private final class Ended implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void takesTheNextTaskAfterALongOne() throws Exception {
        openLane(drain, count -> later(count == 1 ? PartsResource.LOCK : Duration.ZERO));
        send("first");
        send("second");
        assertThat(next().count()).isEqualTo(1);
        assertThat(next().count()).isEqualTo(1);
    }

    @Test
    void givesBackATaskOfWhichNothingCanBeSaid() throws Exception {
        openLane(drain, count -> count == 1 ? CompletableFuture.failedFuture(new Trouble()) : later(Duration.ZERO));
        send("task");
        assertThat(next().count()).isEqualTo(1);
        assertThat(next().count()).isEqualTo(2);
        awaitReply();
    }

    @Test
    void leavesATaskToTheSweeperBeforeItsDeliveriesRunOut() throws Exception {
        openLane(drain, count -> CompletableFuture.failedFuture(new Trouble()));
        send("task");
        for (int count = 1; count <= MAX_DELIVERIES; count++) {
            assertThat(next().count()).isEqualTo(count);
        }
        assertThat(deliveries.poll(PartsResource.LOCK.toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
    }

    @Test
    void keepsATaskForAsLongAsTheStorageIsAway() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        openLane(
                drain,
                count -> tries.incrementAndGet() <= MAX_DELIVERIES
                        ? CompletableFuture.failedFuture(new IOException())
                        : later(Duration.ZERO));
        send("task");
        for (int attempt = 1; attempt <= MAX_DELIVERIES + 1; attempt++) {
            assertThat(next().count()).isEqualTo(1);
        }
        awaitReply();
    }

    @Test
    void givesATaskBackThatTheStorageKeepsItFromWhenItMustEnd() throws Exception {
        Drain first = new Drain();
        openLane(first, count -> CompletableFuture.failedFuture(new IOException()));
        send("task");
        next();
        first.begin(Duration.ofMinutes(1));
        openLane(drain, count -> later(Duration.ZERO));
        awaitReply();
    }

    @Test
    void startsAnewAfterAnError() throws Exception {
        openLane(drain, count -> {
            if (count == 1) {
                throw new NoClassDefFoundError();
            }
            return later(Duration.ZERO);
        });
        send("task");
        assertThat(next().count()).isEqualTo(1);
        assertThat(next().count()).isEqualTo(2);
        awaitReply();
    }

    @Test
    void takesNothingForAsLongAsItMayNot() throws Exception {
        takes = false;
        openLane(drain, count -> later(Duration.ZERO));
        send("first");
        assertThat(deliveries.poll(2, TimeUnit.SECONDS)).isNull();
        takes = true;
        assertThat(next().count()).isEqualTo(1);
        awaitReply();
    }

    @Test
    void throwsAwayWhatIsNoTask() throws Exception {
        openLane(drain, count -> later(Duration.ZERO));
        send("malformed");
        send("task");
        awaitReply();
        assertThat(deliveries).hasSize(1);
    }

    @Test
    void handsItsTaskToOthersWhenItMustEnd() throws Exception {
        Drain first = new Drain();
        openLane(first, count -> new CompletableFuture<>());
        send("task");
        Delivery delivery = next();
        first.begin(Duration.ofMillis(100));
        openLane(drain, count -> later(Duration.ZERO));
        assertThat(next().count()).isEqualTo(2);
        assertThat(delivery.cancellation().requested()).isTrue();
    }

    @Test
    void getsTheTaskOfAWorkerThatFellSilent() throws Exception {
        send("task");
        try (ShareConsumer<String, byte[]> silent = clients.tasks()) {
            silent.subscribe(List.of(topic));
            while (silent.poll(Duration.ofMillis(200)).isEmpty()) {}
            openLane(drain, count -> later(Duration.ZERO));
            assertThat(next().count()).isEqualTo(2);
            awaitReply();
        }
    }

    private void openLane(Drain end, Function<Integer, CompletableFuture<WorkerReply>> work) {
        TaskHandler handler = (task, count, cancellation, activity) -> {
            if (new String(task, UTF_8).equals("malformed")) {
                throw new IOException();
            }
            deliveries.add(new Delivery(count, cancellation));
            return work.apply(count);
        };
        threads.execute(new Lane(
                topic,
                clients,
                handler,
                outbox,
                end,
                () -> takes,
                PartsResource.LOCK,
                MAX_DELIVERIES,
                tracing,
                new TaskMeters(new SimpleMeterRegistry(), topic)));
    }

    private CompletableFuture<WorkerReply> later(Duration delay) {
        return new CompletableFuture<WorkerReply>()
                .completeOnTimeout(
                        new WorkerReply.DocumentRefused(job, 1, DocumentFault.EMPTY),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private void awaitReply() throws IOException {
        try (Replies replies = new Replies(clients, json)) {
            replies.await(WorkerReply.DocumentRefused.class, job);
        }
    }

    private void send(String task) {
        send(new ProducerRecord<>(topic, task.getBytes(UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> task) {
        try (Producer<String, byte[]> producer = clients.producer()) {
            var _ = producer.send(task);
        }
    }
}
