package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.database.Database;
import dev.recto.api.storage.Undeletable;
import dev.recto.model.ObjectKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class RetentionTest {
    @Inject
    Database database;

    @Inject
    JobsConfig config;

    @Inject
    Retention retention;

    @Inject
    SomeJobs some;

    @Test
    void aJobThatCannotBeDeletedKeepsNoOther() {
        UUID stuck = old();
        UUID[] others = old(150);

        new Retention(database, new Undeletable(ObjectKeys.jobPrefix(stuck)), config).deleteOld();
        assertThat(left(others)).isZero();

        retention.deleteOld();
        assertThat(left(stuck)).isZero();
    }

    @Test
    void allWhoseTimeIsOverGoAtOnce() {
        UUID[] many = old(250);

        retention.deleteOld();

        assertThat(left(many)).isZero();
    }

    private UUID[] old(int count) {
        return IntStream.range(0, count).mapToObj(i -> old()).toArray(UUID[]::new);
    }

    private UUID old() {
        UUID job = some.accept("nobody/reads");
        some.cancel(job);
        database.run("update job set ended_at = now() - interval '10 years' where id = $1", Tuple.of(job));
        return job;
    }

    private int left(UUID... jobs) {
        return database.run(
                        "select id from job where id = any($1)", Tuple.tuple().addArrayOfUUID(jobs))
                .size();
    }
}
