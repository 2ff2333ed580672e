package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.jobs.PageTable;
import dev.recto.api.jobs.PageTable.Failed;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.reading.PageState;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageFault;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whatever a worker does not say, a job ends. Time is made to pass by moving deadlines. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class SweeperTest {
    private static final String MODEL = "fake/forgetful";

    @Inject
    Jobs jobs;

    @Inject
    Retention retention;

    @Inject
    Database database;

    @Inject
    ObjectLedger ledger;

    @Inject
    UnansweredPages unanswered;

    @Inject
    MeterRegistry registry;

    @Inject
    JobMeters meters;

    @Inject
    ServedModels models;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(1)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void anOverduePageIsRungAgain() {
        worker.follow(forgetful(1, 2));

        UUID job = accept();
        soon().until(() ->
                forgetDeadline("page_queue", "job", job) && state(job).ended());

        assertThat(state(job)).isEqualTo(JobState.SUCCEEDED);
        assertThat(attempts(job)).containsExactly(1, 2);
    }

    @Test
    void aPageThatNobodyAnswersFailsAfterItsLastAttempt() {
        worker.follow(forgetful(1, 99));

        UUID job = accept();
        soon().until(() ->
                forgetDeadline("page_queue", "job", job) && state(job).ended());

        assertThat(state(job)).isEqualTo(JobState.FAILED);
        assertThat(find(job).error()).isEqualTo(new JobError(ErrorCode.OCR_TIMEOUT, null));
        assertThat(attempts(job)).containsExactly(1, 2, 3);
    }

    /** Another process may have found it overdue at the same time. */
    @Test
    void aPageIsCountedByWhoGivesItUp() {
        worker.follow(forgetful(1, 99));
        UUID job = accept();
        soon().until(() -> attempts(job).size() == 1);
        List<Failed> found = List.of(new Failed(job, 0, 1, PageFault.UNDRAWABLE));
        Counter counter = registry.counter("recto.page.unanswered", "model", MODEL);
        double before = counter.count();

        assertThat(unanswered.fail(found)).hasSize(1);
        assertThat(unanswered.fail(found)).isEmpty();

        assertThat(counter.count()).isEqualTo(before + 1);
    }

    @Test
    void aPageThatWaitsAgainIsCountedOnce() {
        worker.follow(forgetful(1, 99));
        UUID job = accept();
        soon().until(() -> attempts(job).size() == 1);
        List<Failed> found = List.of(new Failed(job, 0, 1, PageFault.TIMEOUT));

        List<String> moved = database.transaction(sql -> {
            List<String> models = new ArrayList<>();
            PageTable table = new PageTable(sql, meters);
            table.failed(found, 3, (page, model) -> models.add(model));
            table.failed(found, 3, (page, model) -> models.add(model));
            return models;
        });

        assertThat(moved).containsExactly(MODEL);
    }

    /** As if the process died between giving the page up and ending its job. */
    @Test
    void aJobEndsWithItsLastPageOrKeepsIt() {
        worker.follow(forgetful(1, 99));
        UUID job = accept();
        soon().until(() ->
                forgetDeadline("page_queue", "job", job) && attempts(job).size() == 3);
        database.run("create sequence ends", Tuple.tuple());
        database.run("""
                create function die_once() returns trigger language plpgsql as $$ begin
                    if nextval('ends') = 1 then raise exception 'died'; end if;
                    return new;
                end $$""", Tuple.tuple());
        database.run(
                "create trigger die_once before update of ended_at on job for each row when (new.id = '" + job
                        + "' and new.ended_at is not null) execute function die_once()",
                Tuple.tuple());
        try {
            soon().until(() ->
                    forgetDeadline("page_queue", "job", job) && state(job).ended());
        } finally {
            database.run("drop trigger die_once on job", Tuple.tuple());
            database.run("drop function die_once", Tuple.tuple());
            database.run("drop sequence ends", Tuple.tuple());
        }
        assertThat(find(job).error()).isEqualTo(new JobError(ErrorCode.OCR_TIMEOUT, null));
    }

    @Test
    void anOverdueDocumentIsRungAgain() {
        worker.follow(forgetful(2, 1));

        UUID job = accept();
        soon().until(() -> forgetDeadline("job", "id", job) && state(job).ended());

        assertThat(state(job)).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aJobWhoseTimeIsOverFailsAndKeepsNoPageWaiting() {
        worker.follow(forgetful(1, 99));
        UUID job = accept();
        soon().until(() -> !attempts(job).isEmpty());

        database.run("update job set expires_at = now() where id = $1", Tuple.of(job));
        soon().until(() -> state(job).ended());

        assertThat(state(job)).isEqualTo(JobState.FAILED);
        assertThat(jobs.pages(job, -1, 10)).extracting(JobPage::state).containsOnly(PageState.CANCELLED);
    }

    /** A statement that gives up more pages than this would take longer than any may. */
    @Test
    void jobsWithCountlessPagesAreGivenUpBitByBit() {
        worker.follow(forgetful(99, 99));
        database.run("""
                create or replace function take_long() returns trigger language plpgsql as $$ begin
                    if (select count(*) from page) > 10000 then raise exception 'too long' using errcode = '57014'; end if;
                    return null;
                end $$""", Tuple.tuple());
        database.run(
                "create or replace trigger take_long after delete on page_queue"
                        + " referencing old table as page for each statement execute function take_long()",
                Tuple.tuple());
        List<UUID> overdue = Stream.generate(this::accept).limit(12).toList();
        try {
            database.run("""
                    with begun as (
                        update job set state = 'READING', pages_total = 1000, deadline = null, expires_at = now()
                        where id = any($1) returning id, organisation, lane
                    )
                    insert into page_queue (job, number, organisation, lane, model, turn)
                    select id, number, organisation, lane, 'nobody/reads', number
                    from begun cross join generate_series(0, 999) as number""", Tuple.tuple().addArrayOfUUID(overdue.toArray(UUID[]::new)));
            soon().until(() -> overdue.stream().allMatch(job -> state(job).ended()));
        } finally {
            database.run("drop trigger take_long on page_queue", Tuple.tuple());
        }
        assertThat(overdue)
                .allSatisfy(job -> assertThat(find(job).error()).isEqualTo(new JobError(ErrorCode.OCR_TIMEOUT, null)));
    }

    @Test
    void anEndedJobIsDeletedWithItsPagesWhenItsTimeIsOver() {
        worker.follow(Script.pages(1));
        UUID kept = accept();
        UUID old = accept();
        soon().until(() -> state(kept).ended() && state(old).ended());

        database.run("update job set ended_at = now() - interval '10 years' where id = $1", Tuple.of(old));
        retention.deleteOld();

        assertThat(database.run(
                        "select id from job where id = any($1)", Tuple.tuple().addArrayOfUUID(new UUID[] {kept, old})))
                .extracting(row -> row.getUUID("id"))
                .containsExactly(kept);
        assertThat(jobs.pages(old, -1, 10)).isEmpty();
    }

    @Test
    void aJobWhoseDocumentIsKeptNoLongerIsNotAccepted() {
        UUID id = TimeOrderedId.next();

        assertThatThrownBy(() -> accept(id, ObjectKeys.source(id, id)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

        assertThat(jobs.exists(id)).isFalse();
    }

    @Test
    void ofTwoCopiesOfADocumentTheOneIsKeptThatIsRead() {
        UUID id = TimeOrderedId.next();
        for (int copy = 1; copy <= 2; copy++) {
            String key = ObjectKeys.source(id, new UUID(0, copy));
            ledger.announce(key).await().atMost(Duration.ofSeconds(10));
            accept(id, key);
        }

        assertThat(database.run(
                        "select object_key from unclaimed_object where object_key like $1 and due_at <= now()",
                        Tuple.of(ObjectKeys.jobPrefix(id) + "%")))
                .extracting(row -> row.getString("object_key"))
                .containsExactly(ObjectKeys.source(id, new UUID(0, 2)));
        jobs.cancel(caller().organisation(), id);
    }

    /** Says nothing to the attempts before the given ones. */
    private static Script forgetful(int probeFrom, int readFrom) {
        Script one = Script.pages(1);
        return Script.of(
                task -> task.attempt() < probeFrom ? List.of() : one.probe(task),
                task -> task.attempt() < readFrom ? List.of() : one.read(task));
    }

    /** Makes whatever is under way for the job overdue. */
    private boolean forgetDeadline(String table, String key, UUID job) {
        database.run(
                "update " + table + " set deadline = now() - interval '1 hour' where deadline is not null and " + key
                        + " = $1",
                Tuple.of(job));
        return true;
    }

    private List<Integer> attempts(UUID job) {
        return worker.taken().stream()
                .filter(task -> task.job().equals(job))
                .map(PageTask::attempt)
                .toList();
    }

    private JobState state(UUID job) {
        return find(job).state();
    }

    private Job find(UUID job) {
        return jobs.find(caller().organisation(), job);
    }

    private UUID accept() {
        UUID id = TimeOrderedId.next();
        accept(id, "nowhere");
        return id;
    }

    private void accept(UUID id, String objectKey) {
        jobs.accept(new NewJob(
                id,
                caller(),
                Lane.INTERACTIVE,
                MODEL,
                false,
                objectKey,
                1,
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}",
                TraceParent.NONE,
                null,
                null,
                null,
                CacheUse.NONE));
    }

    private Caller caller() {
        Row key = database.run("select id, organisation, project from api_key where name = 'bootstrap'", Tuple.tuple())
                .iterator()
                .next();
        return new Caller(key.getUUID("id"), key.getUUID("organisation"), key.getUUID("project"), true);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(60));
    }
}
