package dev.recto.api.jobs.gather;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.messaging.Blame;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.Topics;
import dev.recto.model.WorkerReply;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replies that can't be taken hold no others up. The database rejects pages that say {@code poison}. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class DeadLetterTest {
    private static final String NOBODY = "nobody/replies";
    private static final int PAGES = 20;
    private static final int POISONED = 7;
    private static final Script POISONOUS =
            Script.pages(3).reading(task -> Script.text(task.page() == 1 ? "poison" : "page " + task.page()));

    @Inject
    Gatherer gatherer;

    @Inject
    ReplyFaults faults;

    @Inject
    SomeJobs some;

    @Inject
    TestDatabase database;

    @Inject
    AgroalDataSource connections;

    @Inject
    MeterRegistry registry;

    @Inject
    ObjectMapper json;

    private final Map<String, Object> broker = FakeWorker.broker(ConfigProvider.getConfig());
    private final KafkaProducer<String, String> producer =
            new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer());

    @BeforeEach
    void poison() {
        database.execute("""
                create or replace function reject_poison() returns trigger language plpgsql as $$ begin
                    if new.result like '%poison%' then raise exception 'poison' using errcode = '22000'; end if;
                    return new;
                end $$""");
        database.execute(
                "create or replace trigger reject_poison before insert on page_result for each row execute function reject_poison()");
    }

    @AfterEach
    void heal() {
        database.execute("drop trigger reject_poison on page_result");
        producer.close();
    }

    @Test
    void whatIsNoReplyIsSetAsideAsItCame() {
        UUID job = some.accept(NOBODY);
        double before = counted("unreadable");
        sendText(job, "a page's text, but no JSON");
        sendText(job, "{\"reply\":\"page-sung\",\"job\":\"" + job + "\",\"attempt\":1}");
        sendText(job, null);
        send(job, opened(job, 1));

        soon().until(() -> some.find(job).state() == JobState.READING);

        List<ConsumerRecord<String, String>> dead = dead(job);
        assertThat(dead)
                .extracting(ConsumerRecord::value)
                .containsExactlyInAnyOrder(
                        "a page's text, but no JSON",
                        "{\"reply\":\"page-sung\",\"job\":\"" + job + "\",\"attempt\":1}",
                        null);
        assertThat(dead).allSatisfy(record -> {
            assertThat(header(record, "recto.reason")).isEqualTo("unreadable");
            assertThat(header(record, "recto.topic")).isEqualTo(Topics.RESULTS);
            assertThat(header(record, "recto.failure")).isNotEmpty().doesNotContain("text");
        });
        assertThat(counted("unreadable")).isEqualTo(before + 3);
        some.cancel(job);
    }

    @Tag("thorough")
    @Test
    void aPageWhoseRepliesCanNotBeWrittenDownIsTriedAgainAndFails() {
        String model = "fake/poisonous";
        try (FakeWorker worker = new FakeWorker(model, 4, POISONOUS)) {
            UUID job = some.accept(model);
            soon().until(() -> {
                makeOverdue(job);
                return some.find(job).state().ended();
            });

            assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.OCR_TIMEOUT, null));
            assertThat(database.count("page_result where job = '" + job + "' and state = 'READ'"))
                    .isEqualTo(2);
            assertThat(worker.taken()).filteredOn(task -> task.page() == 1).hasSize(3);
            soon().until(() -> dead(job).size() == 3);
            assertThat(dead(job))
                    .allSatisfy(
                            record -> assertThat(header(record, "recto.reason")).isEqualTo("rejected"));
        }
    }

    @Test
    void nothingIsSetAsideBecauseTheDatabaseIsAwayAndOnlyThePoisonAfterwards() throws Exception {
        UUID job = some.accept(NOBODY);
        send(job, opened(job, PAGES));
        soon().until(() -> some.find(job).state() == JobState.READING);
        List<WorkerReply> replies = new ArrayList<>();
        for (int page = 0; page < PAGES; page++) {
            replies.add(new WorkerReply.PageRead(
                    job, page, 1, "fake", Script.text(page == POISONED ? "poison" : "page " + page)));
        }

        allowConnections(false);
        try {
            for (WorkerReply reply : replies) {
                send(job, reply);
            }
            RuntimeException away = catchRuntimeException(() -> gatherer.gather(replies));
            assertThat(away).isNotNull();
            assertThat(faults.apply(away)).isEqualTo(Blame.SERVICE);
            assertThat(faults.apply(new IllegalStateException("whatever else"))).isEqualTo(Blame.SERVICE);
            assertThat(dead(job)).isEmpty();
        } finally {
            allowConnections(true);
            connections.flush(AgroalDataSource.FlushMode.ALL);
        }

        soon().until(() -> database.count("page_result where job = '" + job + "' and state = 'READ'") == PAGES - 1);
        soon().until(() -> !dead(job).isEmpty());
        assertThat(dead(job)).singleElement().satisfies(record -> {
            assertThat(record.value()).contains("poison").contains("\"page\":" + POISONED);
            assertThat(header(record, "recto.reason")).isEqualTo("rejected");
        });
        some.cancel(job);
    }

    /** As the server ends a statement that takes too long. */
    @Test
    void whatIsTooMuchAtATimeIsTakenBitByBit() {
        database.execute("""
                create or replace function take_long() returns trigger language plpgsql as $$ begin
                    if (select count(*) from page) > %d then raise exception 'too long' using errcode = '57014'; end if;
                    return null;
                end $$""".formatted(2 * PAGES));
        database.execute("create or replace trigger take_long after insert on page_queue"
                + " referencing new table as page for each statement execute function take_long()");
        double before = counted("rejected");
        List<UUID> jobs =
                Stream.generate(() -> some.accept(NOBODY)).limit(PAGES).toList();
        try {
            for (UUID job : jobs) {
                var _ = producer.send(new ProducerRecord<>(
                        Topics.RESULTS,
                        0,
                        job.toString(),
                        json.valueToTree(opened(job, PAGES)).toString()));
            }
            producer.flush();
            soon().until(() -> jobs.stream().allMatch(job -> some.find(job).state() == JobState.READING));
        } finally {
            database.execute("drop trigger take_long on page_queue");
        }
        assertThat(counted("rejected")).isEqualTo(before);
        jobs.forEach(some::cancel);
    }

    private void makeOverdue(UUID job) {
        database.execute("update page_queue set deadline = now() - interval '1 hour' where state = 'SENT' and job = '"
                + job + "'");
    }

    /** Whoever is connected is thrown out, and nobody gets in. */
    private static void allowConnections(boolean allowed) throws Exception {
        String url = ConfigProvider.getConfig()
                .getValue("quarkus.datasource.jdbc.url", String.class)
                .replaceFirst("/recto$", "/postgres");
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter database recto allow_connections " + allowed);
            if (!allowed) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'recto'");
            }
        }
    }

    private static WorkerReply opened(UUID job, int pages) {
        return new WorkerReply.DocumentProbed(
                job, 1, DocumentKind.PDF, Collections.nCopies(pages, new PageSize(612, 792)));
    }

    private void send(UUID job, WorkerReply reply) {
        sendText(job, json.valueToTree(reply).toString());
    }

    private void sendText(UUID job, @Nullable String reply) {
        var _ = producer.send(new ProducerRecord<>(Topics.RESULTS, job.toString(), reply));
        producer.flush();
    }

    private List<ConsumerRecord<String, String>> dead(UUID job) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(broker, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_RESULTS).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> dead = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(dead::add);
            }
            return dead.stream()
                    .filter(record -> record.key().equals(job.toString()))
                    .toList();
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private double counted(String reason) {
        return registry.counter("recto.messages.set.aside", "topic", Topics.RESULTS, "reason", reason)
                .count();
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(200)).atMost(Duration.ofSeconds(90));
    }
}
