package dev.recto.api.jobs;

import dev.recto.api.postgres.Database;
import dev.recto.api.reading.Job;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Where jobs stand in the queue. */
@Singleton
class QueuePlace {
    private static final int MOST_BEFORE = 10_000;

    /** Organisation by organisation, so that only what comes before is looked at. */
    private static final String PAGES_BEFORE = """
            with recursive own as (%s), waiting as (
                (select lane, organisation from page_queue where model = $2 and state = 'WAITING' and lane <= $3
                 order by lane, organisation limit 1)
                union all
                select next.lane, next.organisation
                from waiting cross join lateral (
                    select lane, organisation from page_queue
                    where model = $2 and state = 'WAITING' and lane <= $3
                      and (lane, organisation) > (waiting.lane, waiting.organisation)
                    order by lane, organisation limit 1) next
            )
            select count(*)::int as n from (
                select from waiting cross join own cross join lateral (
                    select from page_queue
                    where model = $2 and state = 'WAITING' and lane = waiting.lane and organisation = waiting.organisation
                      and turn < own.turn limit $4) earlier limit $4) before""";

    private static final String PAGES_BEFORE_ITS_OWN =
            PAGES_BEFORE.formatted("select min(turn) as turn from page_queue where job = $1 and state = 'WAITING'");

    /** Of a document that is being opened: its pages will come where the organisation's first one waits. */
    private static final String PAGES_BEFORE_ITS_ORGANISATIONS = PAGES_BEFORE.formatted("""
            select min(turn) as turn from page_queue
            where model = $2 and state = 'WAITING' and lane = $3 and organisation = $1""");

    private final Database database;

    QueuePlace(Database database) {
        this.database = database;
    }

    /** Documents and pages that go before the job, 0 once none does or it has ended; more than can matter to anybody are not counted. */
    int of(Job job) {
        return switch (job.state()) {
            case ACCEPTED -> count("""
                    select count(*)::int as n from (
                        select from job where state = 'ACCEPTED' and (lane, id) < ($1, $2) limit $3) before""", Tuple.of(job.lane().ordinal(), job.id(), MOST_BEFORE));
            case TO_FORWARD -> count("""
                    select count(*)::int as n from (
                        select from job where state = 'TO_FORWARD' and (lane, id) < ($1, $2)
                          and split_part(model, '/', 1) = split_part($3, '/', 1) limit $4) before""", Tuple.of(job.lane().ordinal(), job.id(), job.model(), MOST_BEFORE));
            case PROBING -> pages(PAGES_BEFORE_ITS_ORGANISATIONS, job.organisation(), job);
            case READING -> pages(PAGES_BEFORE_ITS_OWN, job.id(), job);
            case FORWARDED, SUCCEEDED, FAILED, CANCELLED -> 0;
        };
    }

    private int pages(String statement, UUID whose, Job job) {
        return count(statement, Tuple.of(whose, job.model(), job.lane().ordinal(), MOST_BEFORE));
    }

    private int count(String statement, Tuple parameters) {
        return database.run(statement, parameters).iterator().next().getInteger("n");
    }
}
