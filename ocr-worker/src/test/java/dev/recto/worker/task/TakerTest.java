package dev.recto.worker.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.TaskId;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.TraceHeader;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageNotTriedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A taker's promises, on a real broker. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(90)
class TakerTest {
    private static final Duration NOTHING_COMES = Duration.ofSeconds(2);

    private static final TraceParent SENT =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    @Inject
    KafkaClients clients;

    @Inject
    Outbox outbox;

    @Inject
    ObjectMapper json;

    private final ShareGroups groups = new ShareGroups();
    private final UUID job = UUID.randomUUID();
    private final String queue = "test." + job;
    private final String worker = "worker-" + job;
    private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();
    private final Drain drain = new Drain();
    private final HeldTasks held = new HeldTasks();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    private Tracing tracing = Tracing.off();
    private volatile int slots = 1;

    private static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private record Delivery(String task, Cancellation cancellation, CompletableFuture<WorkerReply> reply) {}

    @BeforeEach
    void createQueue() throws Exception {
        try (Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(queue, 1, (short) 1))).all().get();
            groups.ensure(admin, List.of(queue));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        drain.begin(Duration.ZERO);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void takesNoMoreThanItHasSlotsFor() throws Exception {
        slots = 3;
        open(drain, CompletableFuture::new);
        for (int task = 1; task <= 5; task++) {
            send("task-" + task);
        }
        Delivery first = next();
        next();
        next();
        assertThat(deliveries.poll(NOTHING_COMES.toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
        first.reply().complete(refused());
        assertThat(next().task()).isEqualTo("task-4");
    }

    @Test
    void takesNothingForAsLongAsItMayNot() throws Exception {
        slots = 0;
        open(drain, this::answered);
        send("first");
        assertThat(deliveries.poll(NOTHING_COMES.toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
        slots = 1;
        next();
        awaitReply();
    }

    /** Though it had none when the slot was taken away: nothing may be caught behind its back. */
    @Test
    void aTakerWithoutSlotsLeavesTasksToOthers() throws Exception {
        Taker taker = open(drain, CompletableFuture::new);
        await().atMost(Duration.ofSeconds(30)).until(taker::member);
        slots = 0;
        await().atMost(Duration.ofSeconds(30)).until(() -> members() == 0);
        send("task");
        try (ShareConsumer<String, byte[]> other = clients.tasks(queue)) {
            other.subscribe(List.of(queue));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> other.poll(Duration.ofMillis(200)).count() == 1);
        }
        assertThat(taker.member()).as("it has stopped of its own accord").isTrue();
    }

    /** The broker keeps no record while its task is worked on, and hears first who does. */
    @Test
    void aRecordIsDoneWithWhenTheBrokerKnowsWhoHasItsTask() throws Exception {
        slots = 2;
        open(drain, CompletableFuture::new);
        send("task");
        Delivery delivery = next();
        send("another");
        next();
        await().atMost(Duration.ofSeconds(30)).until(() -> firstOffset() == 1);
        assertThat(beats()).extracting(WorkerHeartbeat::taken).contains(id("task"));
        assertThat(held.all()).containsExactlyInAnyOrder(id("task"), id("another"));
        delivery.reply().complete(refused());
        awaitReply();
        await().atMost(Duration.ofSeconds(30)).until(() -> held.all().equals(List.of(id("another"))));
    }

    @Test
    void aTaskThatComesAgainWhileItIsWorkedOnIsTheSame() throws Exception {
        slots = 2;
        open(drain, CompletableFuture::new);
        send("task");
        next();
        send("task");
        send("another");
        assertThat(next().task()).isEqualTo("another");
        await().atMost(Duration.ofSeconds(30)).until(() -> firstOffset() == 2);
    }

    @Test
    void aTaskIsOneSpan() throws Exception {
        tracing = Tracing.to("recto-worker", 0, SimpleSpanProcessor.create(new Ended()));
        open(drain, this::answered);
        ProducerRecord<String, byte[]> task = new ProducerRecord<>(queue, "task".getBytes(UTF_8));
        TraceHeader.put(SENT, task.headers());
        send(task);

        SpanData reply = nextSpan();
        SpanData processing = nextSpan();
        assertThat(processing.getName()).isEqualTo("process " + queue);
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
        open(drain, this::answered);
        send("first");
        awaitReply();
        // Taken only when the first one is done with
        send("second");
        next();
        next();
        assertThat(spans).isEmpty();
    }

    @Test
    void aTaskThatIsGivenBackIsAFailedSpan() throws Exception {
        tracing = Tracing.to("recto-worker", 0, SimpleSpanProcessor.create(new Ended()));
        open(drain, () -> CompletableFuture.failedFuture(new Trouble()));
        ProducerRecord<String, byte[]> task = new ProducerRecord<>(queue, "task".getBytes(UTF_8));
        TraceHeader.put(SENT, task.headers());
        send(task);
        assertThat(nextSpan().getName()).isEqualTo("send recto.results");
        assertThat(nextSpan().getStatus()).isEqualTo(StatusData.error());
    }

    @Test
    void givesBackWhatItCanNotSayAnythingOf() throws Exception {
        open(drain, () -> CompletableFuture.failedFuture(new Trouble()));
        send("task");
        assertThat(awaitReturned()).isEqualTo(new WorkerReply.TaskReturned(id("task"), worker, true));
        assertThat(deliveries).hasSize(1);
    }

    @Test
    void anErrorEndsOneTaskOnly() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        open(drain, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new NoClassDefFoundError();
            }
            return answered();
        });
        send("first");
        send("second");
        assertThat(awaitReturned().task()).isEqualTo(id("first"));
        awaitReply();
    }

    @Test
    void anAnswerThatIsTooLargeForTheBrokerIsNone() throws Exception {
        WorkerReply large = new WorkerReply.DocumentProbed(
                job, 1, DocumentKind.PDF, Collections.nCopies(400_000, new PageSize(612.123, 792.123)));
        open(drain, () -> CompletableFuture.completedFuture(large));
        send("task");
        assertThat(awaitReturned()).isEqualTo(new WorkerReply.TaskReturned(id("task"), worker, true));
    }

    @Test
    void keepsATaskForAsLongAsTheStorageIsAwayOrTheEngineFull() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        open(drain, () -> switch (tries.incrementAndGet()) {
            case 1 -> CompletableFuture.failedFuture(new IOException());
            case 2 -> CompletableFuture.failedFuture(new PageNotTriedException(new Trouble()));
            default -> answered();
        });
        send("task");
        awaitReply();
        assertThat(tries).hasValue(3);
    }

    @Test
    void givesATaskBackThatTheStorageKeepsItFromWhenItMustEnd() throws Exception {
        open(drain, () -> CompletableFuture.failedFuture(new IOException()));
        send("task");
        next();
        drain.begin(Duration.ofMinutes(1));
        assertThat(awaitReturned()).isEqualTo(new WorkerReply.TaskReturned(id("task"), worker, false));
    }

    /** By then nobody holds it any more: who is given it next is the only one. */
    @Test
    void givesItsTaskBackWhenItMustEnd() throws Exception {
        open(drain, CompletableFuture::new);
        send("task");
        Delivery delivery = next();
        drain.begin(Duration.ofMillis(100));
        assertThat(awaitReturned()).isEqualTo(new WorkerReply.TaskReturned(id("task"), worker, false));
        assertThat(delivery.cancellation().requested()).isTrue();
        List<WorkerHeartbeat> whole =
                beats().stream().filter(beat -> beat.held() != null).toList();
        assertThat(whole.getLast().held()).isEmpty();
    }

    @Test
    void throwsAwayWhatIsNoTask() throws Exception {
        open(drain, this::answered);
        send("malformed");
        send("task");
        awaitReply();
        assertThat(deliveries).hasSize(1);
    }

    /** Each of its tasks takes a slot, and is told of. */
    @Test
    void aRunIsTakenAtOnceAndAnsweredOneByOne() throws Exception {
        slots = 3;
        open(drain, CompletableFuture::new);
        send("a b c");
        send("d");
        Delivery first = next();
        next();
        next();
        assertThat(held.all()).containsExactlyInAnyOrder(id("a"), id("b"), id("c"));
        assertThat(deliveries.poll(NOTHING_COMES.toMillis(), TimeUnit.MILLISECONDS))
                .isNull();
        assertThat(beats()).anySatisfy(beat -> {
            assertThat(beat.taken()).isEqualTo(id("a"));
            assertThat(beat.takenPages()).isEqualTo(3);
            assertThat(beat.runs()).isTrue();
        });

        first.reply().complete(refused());
        assertThat(next().task()).isEqualTo("d");
        assertThat(held.all()).doesNotContain(id(first.task())).hasSize(3);
    }

    @Test
    void whatHasNoSlotOfARunWaitsAgainForAnybody() throws Exception {
        slots = 2;
        open(drain, CompletableFuture::new);
        send("a b c");
        next();
        next();
        assertThat(awaitReturned()).isEqualTo(new WorkerReply.TaskReturned(id("c"), worker, false));
        assertThat(deliveries).isEmpty();
        assertThat(held.all()).containsExactlyInAnyOrder(id("a"), id("b"));
        List<WorkerHeartbeat> whole =
                beats().stream().filter(beat -> beat.held() != null).toList();
        assertThat(whole.getLast().held()).doesNotContain(id("c"));
    }

    /** Before it said that it has the task. */
    @Tag("thorough")
    @Test
    void getsTheTaskOfAWorkerThatFellSilent() throws Exception {
        send("task");
        try (ShareConsumer<String, byte[]> silent = clients.tasks(queue)) {
            silent.subscribe(List.of(queue));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> silent.poll(Duration.ofMillis(200)).count() == 1);
            open(drain, this::answered);
            next();
            awaitReply();
        }
    }

    private Taker open(Drain end, Supplier<CompletableFuture<WorkerReply>> work) {
        Heartbeats beats = new Heartbeats(worker, List::of, held, outbox, clients.outage(), end);
        Taker taker = new Taker(
                queue,
                clients,
                record -> scripted(new String(record, UTF_8), work),
                new Slots(() -> slots),
                new TaskRun.Surroundings(worker, held, beats, outbox, clients.outage(), end, tracing),
                threads,
                new TaskMeters(new SimpleMeterRegistry(), queue));
        threads.execute(taker);
        return taker;
    }

    /** One for each word. */
    private List<Task> scripted(String record, Supplier<CompletableFuture<WorkerReply>> work) throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (String task : record.split(" ")) {
            tasks.add(new Scripted(task, work));
        }
        return tasks;
    }

    private final class Scripted implements Task {
        private final String task;
        private final Supplier<CompletableFuture<WorkerReply>> work;

        Scripted(String task, Supplier<CompletableFuture<WorkerReply>> work) throws IOException {
            if (task.equals("malformed")) {
                throw new IOException();
            }
            this.task = task;
            this.work = work;
        }

        @Override
        public TaskId id() {
            return TakerTest.this.id(task);
        }

        @Override
        public CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity) {
            CompletableFuture<WorkerReply> reply = new CompletableFuture<>();
            deliveries.add(new Delivery(task, cancellation, reply));
            var _ = work.get().whenComplete((answer, failure) -> {
                if (failure == null) {
                    reply.complete(answer);
                } else {
                    reply.completeExceptionally(failure);
                }
            });
            return reply;
        }
    }

    private TaskId id(String task) {
        return new TaskId(job, Math.abs(task.hashCode()), 1);
    }

    private CompletableFuture<WorkerReply> answered() {
        return CompletableFuture.completedFuture(refused());
    }

    private WorkerReply refused() {
        return new WorkerReply.DocumentRefused(job, 1, DocumentFault.EMPTY);
    }

    private Delivery next() throws InterruptedException {
        return Objects.requireNonNull(deliveries.poll(40, TimeUnit.SECONDS), "no task came");
    }

    private void awaitReply() throws IOException {
        try (Replies replies = new Replies(clients, json)) {
            replies.await(WorkerReply.DocumentRefused.class, job);
        }
    }

    private WorkerReply.TaskReturned awaitReturned() throws IOException {
        try (Replies replies = new Replies(clients, json)) {
            return replies.await(WorkerReply.TaskReturned.class, job);
        }
    }

    private List<WorkerHeartbeat> beats() throws IOException {
        return Beats.all(clients, json).stream()
                .filter(beat -> beat.worker().equals(worker))
                .toList();
    }

    /** Of the records that the broker kept for the group when it wrote down what became of the last one. */
    private long firstOffset() throws Exception {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, SharePartitionOffsetInfo> offsets = admin.listShareGroupOffsets(
                            Map.of(Topics.workersOf(queue), new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(Topics.workersOf(queue))
                    .get();
            SharePartitionOffsetInfo info = offsets.get(new TopicPartition(queue, 0));
            return info == null ? -1 : info.startOffset();
        }
    }

    private int members() throws Exception {
        try (Admin admin = clients.admin()) {
            String group = Topics.workersOf(queue);
            return Objects.requireNonNull(admin.describeShareGroups(List.of(group))
                            .all()
                            .get()
                            .get(group))
                    .members()
                    .size();
        }
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

    private void send(String task) {
        send(new ProducerRecord<>(queue, task.getBytes(UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> task) {
        try (Producer<String, byte[]> producer = clients.producer()) {
            var _ = producer.send(task);
        }
    }
}
