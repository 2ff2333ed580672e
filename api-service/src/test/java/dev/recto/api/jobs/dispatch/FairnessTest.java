package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.TraceParent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes next, counted by the tasks that a worker gets while it answers one page at a time. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FairnessTest {
    private static final String MODEL = "fake/fair";
    private static final int WINDOW = 4;

    @Inject
    Jobs jobs;

    @Inject
    Database database;

    @Inject
    ServedModels models;

    private final Map<UUID, Integer> pageCounts = new ConcurrentHashMap<>();
    private FakeWorker worker;

    @BeforeEach
    void startWorker() {
        worker = new FakeWorker(MODEL, WINDOW / 2, new Holding()).awaitServed(models);
    }

    @AfterEach
    void stopWorker() {
        database.run("delete from job where model = $1", Tuple.of(MODEL));
        worker.close();
    }

    @Test
    void aSinglePageWaitsForNoMoreThanThePagesAlreadyHandedOut() {
        UUID thousand = accept(organisation(), Lane.INTERACTIVE, 1000);
        soon().until(() -> taken().size() == WINDOW);
        Caller batcher = organisation();
        for (int i = 0; i < 20; i++) {
            UUID row = accept(batcher, Lane.BATCH, 5);
            untilWaiting(row);
        }
        UUID receipt = accept(organisation(), Lane.INTERACTIVE, 1);
        untilWaiting(receipt);

        answer(0);
        soon().until(() -> taken().size() == WINDOW + 1);

        assertThat(taken().subList(0, WINDOW)).extracting(PageTask::job).containsOnly(thousand);
        assertThat(taken().getLast().job()).isEqualTo(receipt);
        assertThat(worker.tasks().stream().filter(task -> task.job().equals(thousand)))
                .as("in a run what had slots")
                .extracting(PageTask::pages)
                .containsExactlyInAnyOrder(2, 1, 1);
    }

    @Test
    void neverMoreThanTheWindowIsUnderWay() {
        accept(organisation(), Lane.INTERACTIVE, 50);
        soon().until(() -> taken().size() >= WINDOW);

        for (int answered = 0; answered < 10; answered++) {
            answer(answered);
            int expected = WINDOW + answered + 1;
            soon().until(() -> taken().size() >= expected);
            assertThat(taken()).hasSize(expected);
        }
    }

    @Test
    void whatWaitsIsAGaugeOfItsModel() {
        accept(organisation(), Lane.INTERACTIVE, 50);
        soon().until(() -> taken().size() == WINDOW);

        soon().until(
                        () -> metrics(),
                        text -> text.contains("recto_pages_waiting{model=\"" + MODEL + "\"} " + (50 - WINDOW) + ".0"));
        assertThat(metrics()).containsPattern("recto_pages_waiting_age_seconds\\{model=\"" + MODEL + "\"} [0-9.E-]+\n");

        database.run("delete from job where model = $1", Tuple.of(MODEL));
        soon().until(() -> metrics(), text -> text.contains("recto_pages_waiting{model=\"" + MODEL + "\"} 0.0"));
    }

    private static String metrics() {
        return HttpClients.management("/q/metrics").asString();
    }

    @Test
    void organisationsShareTheWindowAndJobsOfOneTakeTurns() {
        Caller one = organisation();
        Caller two = organisation();
        UUID first = accept(one, Lane.INTERACTIVE, 40);
        soon().until(() -> taken().size() == WINDOW);
        UUID second = accept(one, Lane.INTERACTIVE, 40);
        untilWaiting(second);
        UUID other = accept(two, Lane.INTERACTIVE, 40);
        untilWaiting(other);

        for (int answered = 0; answered < 16; answered++) {
            answer(answered);
            int expected = WINDOW + answered + 1;
            soon().until(() -> taken().size() >= expected);
        }

        List<UUID> order =
                taken().subList(WINDOW, WINDOW + 16).stream().map(PageTask::job).toList();
        assertThat(order).filteredOn(other::equals).hasSizeBetween(7, 10);
        assertThat(order).filteredOn(first::equals).hasSizeBetween(2, 5);
        assertThat(order).filteredOn(second::equals).hasSizeBetween(2, 5);
    }

    @Test
    void aCancelledJobHandsOutNothingMore() {
        Caller caller = organisation();
        UUID long1 = accept(caller, Lane.INTERACTIVE, 100);
        soon().until(() -> taken().size() == WINDOW);

        assertThat(jobs.cancel(caller.organisation(), long1).state()).isEqualTo(JobState.CANCELLED);
        UUID next = accept(caller, Lane.INTERACTIVE, 3);

        soon().until(() -> taken().size() == WINDOW + 3);
        assertThat(taken().subList(WINDOW, WINDOW + 3))
                .extracting(PageTask::job)
                .containsOnly(next);
    }

    /** Opens every document at once and reads no page until it is told to. */
    private final class Holding implements Script {
        @Override
        public List<WorkerReply> probe(DocumentTask task) {
            Integer count = pageCounts.get(task.job());
            return count == null ? List.of() : Script.pages(count).probe(task);
        }

        @Override
        public List<WorkerReply> read(PageTask task) {
            return List.of();
        }
    }

    /** Tasks of this test's jobs in the order in which they came. */
    private List<PageTask> taken() {
        return worker.taken().stream()
                .filter(task -> pageCounts.containsKey(task.job()))
                .toList();
    }

    private void answer(int position) {
        PageTask task = taken().get(position);
        worker.reply(Script.pages(1).read(task));
    }

    private UUID accept(Caller caller, Lane lane, int pages) {
        UUID id = TimeOrderedId.next();
        pageCounts.put(id, pages);
        jobs.accept(new NewJob(
                id,
                caller,
                lane,
                MODEL,
                false,
                "nowhere",
                1,
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}",
                TraceParent.NONE,
                null,
                null,
                null,
                CacheUse.NONE));
        return id;
    }

    private void untilWaiting(UUID job) {
        soon().until(() -> database.run("select 1 from page_queue where job = $1 and state = 'WAITING'", Tuple.of(job))
                        .size()
                > 0);
    }

    private Caller organisation() {
        UUID organisation = TimeOrderedId.next();
        UUID project = TimeOrderedId.next();
        UUID key = TimeOrderedId.next();
        byte[] hash = ByteBuffer.allocate(16)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits())
                .array();
        database.run("insert into organisation (id, name) values ($1, 'test')", Tuple.of(organisation));
        database.run(
                "insert into project (id, organisation, name) values ($1, $2, 'test')",
                Tuple.of(project, organisation));
        database.run(
                "insert into api_key (id, hash, organisation, project, name) values ($1, $2, $3, $4, 'test')",
                Tuple.of(key, Buffer.buffer(hash), organisation, project));
        return new Caller(key, organisation, project, false);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
    }
}
