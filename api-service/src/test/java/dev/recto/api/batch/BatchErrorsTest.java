package dev.recto.api.batch;

import static dev.recto.api.batch.SomeBatches.REFUSED;
import static dev.recto.api.batch.SomeBatches.awaited;
import static dev.recto.api.batch.SomeBatches.created;
import static dev.recto.api.batch.SomeBatches.get;
import static dev.recto.api.batch.SomeBatches.inline;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.batch.table.BatchStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Errors of jobs with very many rows are not counted whenever somebody asks. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class BatchErrorsTest {
    @Inject
    TestDatabase rows;

    @Test
    void thoseOfAJobThatHasEndedAreKept() {
        String id = created(inline(REFUSED, REFUSED));
        awaited(id, BatchStatus.SUCCESS);

        rows.execute("delete from batch_row where batch = '" + id + "'");

        get(id).body("errors", hasSize(1))
                .body("errors[0].message", equalTo("The request names no document."))
                .body("errors[0].code", equalTo("missing_document"))
                .body("errors[0].count", equalTo(2));
    }

    @Test
    void thoseOfAJobThatRunsAreCountedUpToABound() {
        String id = UUID.randomUUID().toString();
        rows.execute(
                "insert into batch_job (id, organisation, project, api_key, state, input_files, expires_at, total, failed)"
                        + " select '" + id
                        + "', organisation, project, id, 'RUNNING', '{}', now() + interval '1 hour', 1501, 1500"
                        + " from api_key where name = 'bootstrap'");
        rows.execute("insert into batch_row (batch, number, custom_id, object_key, start_at, length, job, state, error)"
                + " select '" + id + "', n, n::text, 'nothing', 0, 1, gen_random_uuid(), 'FAILED',"
                + " jsonb_build_object('message', case when n % 3 = 0 then 'rare' else 'often' end, 'code', 'ocr_failed')"
                + " from generate_series(0, 1499) as n");

        get(id).body("errors.message", equalTo(List.of("often", "rare"))).body("errors.count.sum()", equalTo(1000));

        rows.execute("delete from batch_job where id = '" + id + "'");
    }
}
