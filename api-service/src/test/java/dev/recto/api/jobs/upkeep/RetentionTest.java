package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.JobDeletion;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.postgres.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class RetentionTest {
    @Inject
    Database database;

    @Inject
    TestDatabase rows;

    @Inject
    Retention retention;

    @Inject
    JobDeletion deletion;

    @Inject
    SomeJobs some;

    @AfterEach
    void letGo() {
        rows.execute("drop table if exists hold");
    }

    @Test
    void aJobThatCannotBeDeletedKeepsNoOther() {
        UUID stuck = cancelled();
        rows.execute("create table hold (job uuid references job)");
        rows.execute("insert into hold values ('" + stuck + "')");
        age(stuck);
        UUID[] others = old(150);

        retention.deleteOld();
        assertThat(left(others)).isZero();
        assertThat(left(stuck)).isOne();

        letGo();
        retention.deleteOld();
        assertThat(left(stuck)).isZero();
    }

    @Test
    void allWhoseTimeIsOverGoAtOnce() {
        UUID[] many = old(250);
        retention.deleteOld();

        assertThat(left(many)).isZero();
    }

    @Test
    void theLedgerGetsTheBytesOfWhatIsDeleted() {
        UUID job = old();

        retention.deleteOld();

        assertThat(rows.count("unclaimed_object where object_key = 'jobs/" + job + "/' and due_at <= now()"))
                .isOne();
        assertThat(rows.count("unclaimed_object where object_key = 'jobs/" + job + "/pages/'"))
                .isZero();
    }

    @Test
    void picturesThatCameAfterADeletionAreLookedForAgain() {
        UUID job = some.accept("nobody/reads");
        some.cancel(job);

        assertThat(deletion.delete(List.of(job))).isOne();

        assertThat(rows.count("unclaimed_object where object_key = 'jobs/" + job + "/' and due_at <= now()"))
                .isOne();
        assertThat(rows.count("unclaimed_object where object_key = 'jobs/" + job
                        + "/pages/' and due_at between now() + interval '9 minutes' and now() + interval '11 minutes'"))
                .isOne();
    }

    @Test
    void aJobThatRunsStays() {
        UUID job = some.accept("nobody/reads");

        assertThat(deletion.delete(List.of(job))).isZero();

        assertThat(left(job)).isOne();
        some.cancel(job);
    }

    private UUID[] old(int count) {
        return IntStream.range(0, count).mapToObj(i -> old()).toArray(UUID[]::new);
    }

    private UUID old() {
        UUID job = cancelled();
        age(job);
        return job;
    }

    private UUID cancelled() {
        UUID job = some.accept("nobody/reads");
        some.cancel(job);
        return job;
    }

    /** From then on it is deleted at any time. */
    private void age(UUID job) {
        database.run("update job set ended_at = now() - interval '10 years' where id = $1", Tuple.of(job));
    }

    private int left(UUID... jobs) {
        return database.run(
                        "select id from job where id = any($1)", Tuple.tuple().addArrayOfUUID(jobs))
                .size();
    }
}
