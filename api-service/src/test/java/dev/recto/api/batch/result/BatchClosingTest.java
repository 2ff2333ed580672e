package dev.recto.api.batch.result;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.batch.SomeBatches.BODY;
import static dev.recto.api.batch.SomeBatches.REFUSED;
import static dev.recto.api.batch.SomeBatches.awaited;
import static dev.recto.api.batch.SomeBatches.content;
import static dev.recto.api.batch.SomeBatches.created;
import static dev.recto.api.batch.SomeBatches.inline;
import static dev.recto.api.batch.SomeBatches.lines;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.batch.table.BatchFailure;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Jobs whose results can't be written, or that two processes wind up. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchClosingTest {
    /** What requests without a model are for. */
    private static final String MODEL = Impatient.ASLEEP;

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(1);

    @Inject
    ServedModels models;

    @Inject
    Database database;

    @Inject
    TestDatabase rows;

    @Inject
    BatchJobTable batches;

    @Inject
    ClosingTable closings;

    @Inject
    ResultFiles results;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 8, Script.pages(1)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
        await().atMost(SOON).until(() -> models.slots(MODEL) == 0);
    }

    @Test
    void aRowWhoseReadingWasDeletedHasFailed() throws IOException {
        String id = created(inline(BODY, BODY, REFUSED));
        awaited(id, BatchStatus.SUCCESS);
        rows.execute(
                "delete from job where id = (select job from batch_row where number = 0 and batch = '" + id + "')");

        windUpAgain(id);

        var ended = awaited(id, BatchStatus.SUCCESS)
                .body("succeeded_requests", equalTo(1))
                .body("failed_requests", equalTo(2))
                .extract();
        assertThat(lines(ended.path("output_file"))).hasSize(1);
        assertThat(lines(ended.path("error_file")))
                .extracting(line -> line.at("/error/code").asText())
                .containsExactly("job_not_found", "missing_document");
    }

    @Tag("thorough")
    @Test
    void aJobAllOfWhoseReadingsWereDeletedHasNoOutput() throws IOException {
        String id = created(inline(BODY));
        awaited(id, BatchStatus.SUCCESS);
        rows.execute("delete from job where id in (select job from batch_row where batch = '" + id + "')");

        windUpAgain(id);

        var ended = awaited(id, BatchStatus.SUCCESS)
                .body("output_file", nullValue())
                .body("errors[0].code", equalTo("job_not_found"))
                .extract();
        assertThat(lines(ended.path("error_file"))).hasSize(1);
    }

    /** What a later version has read is there when an earlier one is back. */
    @Test
    void aRowWhoseAnswerCannotBeWrittenHasFailedAndNoOther() throws IOException {
        String id = created(inline(BODY, BODY, BODY));
        awaited(id, BatchStatus.SUCCESS);
        rows.execute("update page_result set result = 'broken' where job in (select job from batch_row"
                + " where number = 1 and batch = '" + id + "')");

        windUpAgain(id);

        var ended = awaited(id, BatchStatus.SUCCESS)
                .body("succeeded_requests", equalTo(2))
                .body("failed_requests", equalTo(1))
                .body("errors[0].code", equalTo("internal_error"))
                .body("errors[0].count", equalTo(1))
                .extract();
        assertThat(lines(ended.path("output_file")))
                .extracting(line -> line.path("custom_id").asText())
                .containsExactly("row-0", "row-2");
        assertThat(lines(ended.path("error_file")))
                .extracting(line -> line.path("custom_id").asText())
                .containsExactly("row-1");
        client().get("/v1/files/" + ended.path("output_file"))
                .then()
                .body("num_lines", equalTo(2))
                .body("bytes", equalTo(content(ended.path("output_file")).getBytes(UTF_8).length));
    }

    @Test
    void aLineMayBeLarge() throws IOException {
        String id = created(inline(BODY, BODY));
        awaited(id, BatchStatus.SUCCESS);
        rows.execute("update page_result set result ="
                + " jsonb_set(result::jsonb, '{markdown}', to_jsonb(repeat('large ', 500000)))::text"
                + " where job in (select job from batch_row where number = 0 and batch = '" + id + "')");

        windUpAgain(id);

        assertThat(lines(awaited(id, BatchStatus.SUCCESS).extract().path("output_file")))
                .extracting(line ->
                        line.at("/response/body/pages/0/markdown").asText().length() > 2_900_000)
                .containsExactly(true, false);
    }

    @Test
    void aJobOfWhichNoRowWorkedEndsWithoutResultsThatCannotBeWritten() {
        String id = created(inline(REFUSED));
        awaited(id, BatchStatus.SUCCESS);
        keepFilesFrom(id);

        windUpAgain(id, 2);

        awaited(id, BatchStatus.FAILED)
                .body("error_file", nullValue())
                .body("errors[0].code", equalTo("internal_error"))
                .body("errors[0].message", equalTo("The results could not be stored."));
        assertThat(rows.count("batch_job where closings = 4 and id = '" + id + "'"))
                .isOne();
        letFilesAppear(id);
    }

    @Test
    void aJobOfWhichRowsWorkedNeverEndsWithoutTheirResults() throws IOException {
        String id = created(inline(BODY));
        awaited(id, BatchStatus.SUCCESS);
        keepFilesFrom(id);

        windUpAgain(id, 3);

        await().atMost(SOON)
                .until(() ->
                        rows.count("batch_job where closings = 4 and closer is null and ended_at is null and id = '"
                                        + id + "'")
                                == 1);
        letFilesAppear(id);
        assertThat(lines(awaited(id, BatchStatus.SUCCESS).extract().path("output_file")))
                .hasSize(1);
    }

    @Test
    void ofAnOrganisationOneJobIsWoundUpAtATime() {
        String held = created(inline(BODY));
        String waiting = created(inline(BODY));
        awaited(held, BatchStatus.SUCCESS);
        awaited(waiting, BatchStatus.SUCCESS);
        Closing closing = taken(held, "00000000-0000-0000-0000-000000000001");
        rows.execute("update batch_job set ended_at = null, lease_until = null where id = '" + waiting + "'");

        assertThat(closings.take(LONG)).isEmpty();

        rows.execute("update batch_job set ended_at = now() where id = '" + waiting + "'");
        closings.putBack(closing, false, Duration.ZERO);
        awaited(held, BatchStatus.SUCCESS);
    }

    @Test
    void ofTwoWhoWindAJobUpTheOneWhoHoldsItEndsIt() throws IOException {
        String id = created(inline(BODY));
        awaited(id, BatchStatus.SUCCESS);
        Closing former = taken(id, "00000000-0000-0000-0000-000000000001");
        Closing present = taken(id, "00000000-0000-0000-0000-000000000002");

        assertThatThrownBy(() -> store(former)).isInstanceOf(IllegalStateException.class);
        assertThat(rows.count("file where filename = 'batch_result-" + id + ".jsonl'"))
                .as("the one of the first end")
                .isOne();
        assertThat(rows.count("unclaimed_object where object_key like 'files/%' and due_at <= now()"))
                .as("what the former one stored goes at once")
                .isPositive();

        store(present);
        assertThat(lines(awaited(id, BatchStatus.SUCCESS).extract().path("output_file")))
                .hasSize(1);
        assertThat(rows.count("file where filename = 'batch_result-" + id + ".jsonl'"))
                .isEqualTo(2);
    }

    @Test
    void onlyWhoHoldsAJobRenewsItOrPutsItBack() {
        String id = created(inline(BODY));
        awaited(id, BatchStatus.SUCCESS);
        Closing former = taken(id, "00000000-0000-0000-0000-000000000001");
        Closing present = taken(id, "00000000-0000-0000-0000-000000000002");
        OffsetDateTime before = leaseUntil(id);

        closings.renew(List.of(former), LONG.multipliedBy(2));
        closings.putBack(former, false, LONG.multipliedBy(2));
        closings.fail(former, BatchFailure.INPUT_GONE);
        assertThat(leaseUntil(id)).isEqualTo(before);
        assertThat(rows.count("batch_job where closings = 1 and failure is null and id = '" + id + "'"))
                .isOne();

        closings.renew(List.of(present), LONG.multipliedBy(2));
        assertThat(leaseUntil(id)).isAfter(before);
        closings.putBack(present, true, LONG);
        assertThat(rows.count("batch_job where closings = 1 and id = '" + id + "'"))
                .isOne();
        closings.putBack(taken(id, "00000000-0000-0000-0000-000000000003"), false, Duration.ZERO);
        awaited(id, BatchStatus.SUCCESS);
    }

    /** Its feeder has put it back right behind the others that wait being given up. */
    @Test
    void aJobDoesNotEndBeforeARowThatIsPutBack() {
        String id = created(inline(BODY, BODY));
        awaited(id, BatchStatus.SUCCESS);
        rows.execute("create function put_back() returns trigger language plpgsql as $$ begin update batch_row set"
                + " state = 'WAITING' where batch = new.batch and state = 'FEEDING'; return null; end $$");
        rows.execute("create trigger put_back after update on batch_row for each row when (new.state = 'CANCELLED'"
                + " and new.batch = '" + id + "') execute function put_back()");
        rows.execute("update batch_row set state = case number when 0 then 'WAITING' else 'FEEDING' end,"
                + " due_at = now() + interval '1 hour' where batch = '" + id + "'");

        try {
            windUpAgain(id);

            awaited(id, BatchStatus.SUCCESS);
            assertThat(rows.count("batch_row where state = 'CANCELLED' and batch = '" + id + "'"))
                    .isEqualTo(2);
        } finally {
            rows.execute("drop function put_back() cascade");
        }
    }

    /** A renewal may be on its way when a job is put back. */
    @Test
    void whatIsPutBackIsRenewedNoMore() {
        String id = created(inline(BODY));
        awaited(id, BatchStatus.SUCCESS);
        Closing closing = taken(id, "00000000-0000-0000-0000-000000000001");
        closings.putBack(closing, false, LONG);
        OffsetDateTime before = leaseUntil(id);

        closings.renew(List.of(closing), LONG.multipliedBy(2));
        assertThat(leaseUntil(id)).isEqualTo(before);

        windUpAgain(id);
        awaited(id, BatchStatus.SUCCESS);
    }

    /** Storing waits for a lock that the test holds, for longer than the lease was first taken for. */
    @Test
    void aJobIsHeldAsLongAsItIsWoundUp() {
        String id = created(inline(BODY));
        awaited(id, BatchStatus.SUCCESS);
        database.transaction(sql -> {
            sql.run("lock table unclaimed_object in share mode", Tuple.tuple());
            windUpAgain(id);
            await().atMost(SOON).until(() -> leaseUntil(id) != null);
            OffsetDateTime first = leaseUntil(id);
            return await().atMost(SOON).until(() -> leaseUntil(id), until -> until.isAfter(first.plusSeconds(2)));
        });

        awaited(id, BatchStatus.SUCCESS);
        assertThat(rows.count("batch_job where closings = 1 and id = '" + id + "'"))
                .isOne();
    }

    /** As if the process had died right before the end. */
    private void windUpAgain(String id) {
        windUpAgain(id, 0);
    }

    private void windUpAgain(String id, int closings) {
        rows.execute("update batch_job set ended_at = null, state = 'RUNNING', outcome = 'SUCCESS', closings = "
                + closings + ", lease_until = null, closer = null, output_file = null, error_file = null where id = '"
                + id + "'");
    }

    private void keepFilesFrom(String id) {
        rows.execute("alter table file add constraint \"none-of-" + id + "\" check (filename not like '%" + id
                + "%') not valid");
    }

    private void letFilesAppear(String id) {
        rows.execute("alter table file drop constraint \"none-of-" + id + "\"");
    }

    private Closing taken(String id, String closer) {
        rows.execute("update batch_job set ended_at = null, state = 'RUNNING', outcome = 'SUCCESS', closings = 1,"
                + " lease_until = now() + interval '1 hour', closer = '" + closer + "' where id = '" + id + "'");
        Row row = database.run("select organisation from batch_job where id = $1", Tuple.of(UUID.fromString(id)))
                .iterator()
                .next();
        Optional<BatchJob> batch = batches.find(row.getUUID("organisation"), UUID.fromString(id));
        return new Closing(batch.orElseThrow(), UUID.fromString(closer), 1);
    }

    private void store(Closing closing) {
        results.store(closing, closing::batch);
    }

    private OffsetDateTime leaseUntil(String id) {
        return database.run("select lease_until from batch_job where id = $1", Tuple.of(UUID.fromString(id)))
                .iterator()
                .next()
                .getOffsetDateTime("lease_until");
    }
}
