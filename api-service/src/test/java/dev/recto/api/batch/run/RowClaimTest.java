package dev.recto.api.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.batch.table.ClaimedRow;
import dev.recto.api.batch.table.RowError;
import dev.recto.api.batch.table.RowQueue;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import dev.recto.api.tenancy.Caller;
import dev.recto.tracing.TraceParent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes have claimed the same row: the first one's claim had lapsed. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class RowClaimTest {
    @Inject
    Database database;

    @Inject
    RowQueue queue;

    @Inject
    RowTable rows;

    @Inject
    ObjectMapper json;

    private ClaimedRow former;
    private ClaimedRow present;

    /** The batch has ended, so that nobody else looks at its row. */
    @BeforeEach
    void claimTwice() {
        UUID batch = UUID.randomUUID();
        database.run("""
                insert into batch_job (id, organisation, project, api_key, state, input_files, expires_at, ended_at, total)
                select $1, organisation, project, id, 'SUCCESS', '{}', now(), now(), 1
                from api_key where name = 'bootstrap'""", Tuple.of(batch));
        database.run("""
                insert into batch_row (batch, number, custom_id, object_key, start_at, length, job, state, attempt, due_at)
                values ($1, 0, 'a', 'nothing', 0, 1, $2, 'FEEDING', 2, now() + interval '1 hour')""", Tuple.of(batch, UUID.randomUUID()));
        former = claim(batch, 1);
        present = claim(batch, 2);
    }

    @Test
    void aFormerClaimCannotPutItBack() {
        queue.putBack(former, 0, false);
        assertThat(state()).isEqualTo("FEEDING");
        queue.putBack(present, 3_600_000, false);
        assertThat(state()).isEqualTo("WAITING");
    }

    @Test
    void aFormerClaimCannotRefuseIt() {
        RowError error = RowError.of(new ApiException(ErrorCode.DOCUMENT_UNREACHABLE), present.job(), json);
        rows.refuse(former, error);
        assertThat(state()).isEqualTo("FEEDING");
        rows.refuse(present, error);
        assertThat(state()).isEqualTo("FAILED");
    }

    @Test
    void onlyThePresentClaimIsRenewed() {
        queue.renew(List.of(former), Duration.ofHours(5).toMillis());
        assertThat(hoursLeft()).isBetween(0, 1);
        queue.renew(List.of(former, present), Duration.ofHours(5).toMillis());
        assertThat(hoursLeft()).isBetween(4, 5);
    }

    private int hoursLeft() {
        return database.run(
                        "select extract(epoch from due_at - now())::int / 3600 as hours from batch_row where batch = $1",
                        Tuple.of(present.batch()))
                .iterator()
                .next()
                .getInteger("hours");
    }

    private String state() {
        return database.run("select state from batch_row where batch = $1", Tuple.of(present.batch()))
                .iterator()
                .next()
                .getString("state");
    }

    private ClaimedRow claim(UUID batch, int attempt) {
        Row row = database.run("select * from batch_row where batch = $1", Tuple.of(batch))
                .iterator()
                .next();
        UUID nobody = UUID.randomUUID();
        return new ClaimedRow(
                batch,
                row.getInteger("number"),
                attempt,
                0,
                row.getUUID("job"),
                new Caller(nobody, nobody, nobody, false),
                "nobody/reads",
                row.getString("object_key"),
                row.getLong("start_at"),
                row.getLong("length"),
                TraceParent.NONE);
    }
}
