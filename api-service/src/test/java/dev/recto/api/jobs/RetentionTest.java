package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.database.Database;
import dev.recto.api.storage.ByteRange;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.StoredObject;
import dev.recto.model.ObjectKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
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
        UUID other = old();

        new Retention(database, new Refusing(ObjectKeys.jobPrefix(stuck)), config).deleteOld();
        assertThat(left(stuck, other)).isEqualTo(1);

        retention.deleteOld();
        assertThat(left(stuck, other)).isZero();
    }

    @Test
    void allWhoseTimeIsOverGoAtOnce() {
        UUID[] many = IntStream.range(0, 250).mapToObj(i -> old()).toArray(UUID[]::new);

        retention.deleteOld();

        assertThat(left(many)).isZero();
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

    /** Deletes nothing under the prefix, and anything else without having it. */
    private record Refusing(String prefix) implements ObjectStore {
        @Override
        public Uni<Void> deleteAll(String other) {
            return other.equals(prefix)
                    ? Uni.createFrom().failure(new IllegalStateException("not to be deleted"))
                    : Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> put(String key, Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> put(String key, byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> put(String key, long size, Multi<Buffer> bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<StoredObject> get(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<StoredObject> get(String key, ByteRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<byte[]> read(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Boolean> exists(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> delete(String key) {
            throw new UnsupportedOperationException();
        }
    }
}
