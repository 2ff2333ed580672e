package dev.recto.api.batch.result;

import dev.recto.api.batch.table.BatchFailure;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.postgres.Database;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who winds which job up. A closing lapses unless it is renewed; then any process may take the job. For virtual threads. */
@Singleton
class ClosingTable {
    private final Database database;
    private final BatchJobTable batches;

    ClosingTable(Database database, BatchJobTable batches) {
        this.database = database;
        this.batches = batches;
    }

    /** Takes a job that is to be wound up: a small one first, and none of an organisation of which another is. */
    Optional<Closing> take(Duration lease) {
        UUID closer = UUID.randomUUID();
        for (Row row : database.run("""
                update batch_job
                set lease_until = now() + $2 * interval '1 millisecond', closer = $1, closings = closings + 1
                where id = (
                    select id from batch_job
                    where ended_at is null and outcome is not null and (lease_until is null or lease_until < now())
                      and not exists (
                          select from batch_job other
                          where other.organisation = batch_job.organisation and other.ended_at is null
                            and other.closer is not null and other.lease_until >= now())
                    order by lease_until nulls first, total, id limit 1 for update skip locked)
                returning id, organisation, closings""", Tuple.of(closer, lease.toMillis()))) {
            int attempt = row.getInteger("closings");
            return batches.find(row.getUUID("organisation"), row.getUUID("id"))
                    .map(batch -> new Closing(batch, closer, attempt));
        }
        return Optional.empty();
    }

    void renew(List<Closing> closings, Duration lease) {
        database.run(
                """
                update batch_job set lease_until = now() + $3 * interval '1 millisecond'
                from unnest($1::uuid[], $2::uuid[]) as held (id, closer)
                where batch_job.id = held.id and batch_job.closer = held.closer and ended_at is null""",
                Tuple.tuple()
                        .addArrayOfUUID(
                                closings.stream().map(each -> each.batch().id()).toArray(UUID[]::new))
                        .addArrayOfUUID(closings.stream().map(Closing::closer).toArray(UUID[]::new))
                        .addLong(lease.toMillis()));
    }

    /**
     * To be taken again, and no more this closer's, who may be about to renew; what failed for a reason that may pass, or was
     * only looked at, is no attempt.
     */
    void putBack(Closing closing, boolean counts, Duration wait) {
        database.run("""
                update batch_job
                set lease_until = now() + $3 * interval '1 millisecond', closings = closings - $4, closer = null
                where id = $1 and closer = $2 and ended_at is null""", Tuple.of(closing.batch().id(), closing.closer(), wait.toMillis(), counts ? 0 : 1));
    }

    /** The job is not what it was to be. */
    void fail(Closing closing, BatchFailure failure) {
        database.run(
                "update batch_job set outcome = 'FAILED', failure = $3 where id = $1 and closer = $2 and ended_at is null",
                Tuple.of(closing.batch().id(), closing.closer(), failure.name()));
    }

    /** Within a Panache transaction, which fails unless the closing still holds. */
    Uni<Void> end(Closing closing, ResultFiles.Stored results) {
        return Panache.getSession()
                .flatMap(session -> execute(
                                session,
                                "update batch_job set state = outcome, ended_at = now(), lease_until = null, errors = "
                                        + RowTable.ERRORS_OF_JOB
                                        + " where id = ?1 and closer = ?2 and ended_at is null",
                                closing.batch().id(),
                                closing.closer())
                        .invoke(ended -> {
                            if (ended == 0) {
                                throw new IllegalStateException("another process winds the job up");
                            }
                        })
                        .call(() -> name(session, "output_file", closing, results.output()))
                        .call(() -> name(session, "error_file", closing, results.errors())))
                .replaceWithVoid();
    }

    private static Uni<Integer> name(Mutiny.Session session, String column, Closing closing, Optional<UUID> file) {
        return file.map(id -> execute(
                        session,
                        "update batch_job set " + column + " = ?2 where id = ?1",
                        closing.batch().id(),
                        id))
                .orElseGet(() -> Uni.createFrom().item(0));
    }

    private static Uni<Integer> execute(Mutiny.Session session, String statement, UUID first, UUID second) {
        return session.createNativeQuery(statement)
                .setParameter(1, first)
                .setParameter(2, second)
                .executeUpdate();
    }
}
