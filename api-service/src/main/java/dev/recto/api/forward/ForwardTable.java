package dev.recto.api.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.jobs.DocumentTable;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.Reached;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.PageSelection;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The statements about jobs that upstreams read. A claim lapses unless it is renewed; then any process may claim the job. */
@Singleton
class ForwardTable {
    private final Database database;
    private final ObjectMapper json;
    private final JobMeters meters;

    ForwardTable(Database database, ObjectMapper json, JobMeters meters) {
        this.database = database;
        this.json = json;
        this.meters = meters;
    }

    /** Claims jobs in the order of lanes, within a lane for the organisations with the fewest under way. */
    List<ForwardedJob> claim(String provider, int limit, Duration lease) {
        List<ForwardedJob> claimed = new ArrayList<>();
        for (Row row : database.run("""
                with held as (
                    select organisation, count(*) as documents from job where state = 'FORWARDED' group by organisation
                ), candidate as (
                    select id, lane, coalesce(documents, 0) + row_number() over (
                        partition by lane, organisation order by id) as share
                    from job left join held using (organisation)
                    where state in ('TO_FORWARD', 'FORWARDED') and coalesce(deadline, created_at) < now()
                      and split_part(model, '/', 1) = $1
                ), chosen as (
                    select id from candidate order by lane, share, id limit $2
                ), locked as (
                    select id from job where id in (select id from chosen) and state in ('TO_FORWARD', 'FORWARDED')
                      and coalesce(deadline, created_at) < now() for update skip locked
                )
                update job set state = 'FORWARDED', attempt = attempt + 1, deadline = now() + $3 * interval '1 millisecond'
                from locked where job.id = locked.id
                returning job.id, organisation, api_key, attempt, postponed, lane, model, object_key, size_bytes, selection, read_options, answer_form,
                          trace_parent, extract(epoch from clock_timestamp() - created_at)::float8 as age""", Tuple.of(provider, limit, lease.toMillis()))) {
            ForwardedJob job = job(row);
            if (job.attempt() == 1 && job.postponed() == 0) {
                meters.reached(Reached.of(row, JobState.FORWARDED));
            }
            claimed.add(job);
        }
        return claimed;
    }

    /** @return those of the claims that still hold: their jobs are to be read, and nobody else has claimed them since */
    Set<ForwardedJob> renew(Collection<ForwardedJob> claims, Duration lease) {
        Map<UUID, Integer> attempts = new HashMap<>();
        database.run(
                        """
                update job set deadline = now() + $3 * interval '1 millisecond'
                from unnest($1::uuid[], $2::int[]) as claim (id, attempt)
                where job.id = claim.id and job.attempt = claim.attempt and state = 'FORWARDED' returning job.id, job.attempt""",
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        claims.stream().map(ForwardedJob::id).toArray(UUID[]::new))
                                .addArrayOfInteger(claims.stream()
                                        .map(ForwardedJob::attempt)
                                        .toArray(Integer[]::new))
                                .addLong(lease.toMillis()))
                .forEach(row -> attempts.put(row.getUUID("id"), row.getInteger("attempt")));
        return claims.stream()
                .filter(each -> Objects.equals(attempts.get(each.id()), each.attempt()))
                .collect(Collectors.toSet());
    }

    /**
     * Whichever attempt it was: what was read is read.
     *
     * @return the job if it ended by it
     */
    List<Moved> succeed(UUID job, List<ReadPage> pages) {
        List<Moved> ended = new ArrayList<>();
        for (Row row : database.run(
                """
                with ended as (
                    update job set state = 'SUCCEEDED', ended_at = clock_timestamp(), deadline = null,
                                   pages_total = cardinality($2::int[])
                    where id = $1 and ended_at is null
                    returning id, waiter, watchers, organisation, lane, model, created_at, ended_at
                ), written as (
                    insert into page_result (job, number, state, result, ended_at)
                    select id, read.number, 'READ', read.result, clock_timestamp()
                    from ended cross join unnest($2::int[], $3::text[]) as read (number, result)
                )
                select id, waiter, watchers, lane, extract(epoch from ended_at - created_at)::float8 as age
                from ended""",
                Tuple.tuple()
                        .addUUID(job)
                        .addArrayOfInteger(pages.stream().map(ReadPage::number).toArray(Integer[]::new))
                        .addArrayOfString(pages.stream().map(this::write).toArray(String[]::new)))) {
            meters.reached(Reached.of(row, JobState.SUCCEEDED));
            ended.add(Moved.of(row));
        }
        return ended;
    }

    /** Unless another attempt has begun. */
    List<Moved> fail(ForwardedJob job, JobError error) {
        return database.transaction(sql -> new DocumentTable(sql, meters)
                .fail(List.of(new DocumentTable.Failure(job.id(), job.attempt(), error))));
    }

    /** Has the job wait to be sent again, unless another attempt has begun. */
    void putBack(ForwardedJob job, Duration pause) {
        putBack(job, pause, 0);
    }

    /** The same, and this attempt does not count. */
    void postpone(ForwardedJob job, Duration pause) {
        putBack(job, pause, 1);
    }

    /** By the database's clock, as it is claimed: by another one that is behind, all tries might be made at once. */
    private void putBack(ForwardedJob job, Duration pause, int uncounted) {
        database.run(
                "update job set state = 'TO_FORWARD', deadline = now() + $3 * interval '1 millisecond',"
                        + " attempt = attempt - $4, postponed = postponed + $4"
                        + " where id = $1 and attempt = $2 and state = 'FORWARDED'",
                Tuple.of(job.id(), job.attempt(), pause.toMillis(), uncounted));
    }

    private ForwardedJob job(Row row) {
        return new ForwardedJob(
                row.getUUID("id"),
                row.getUUID("organisation"),
                row.getUUID("api_key"),
                row.getInteger("attempt"),
                row.getInteger("postponed"),
                Lane.of(row),
                row.getString("model"),
                row.getString("object_key"),
                row.getLong("size_bytes"),
                PageSelection.of(row.getArrayOfIntegers("selection")),
                options(row.getString("read_options")),
                row.getString("answer_form"),
                TraceParent.parse(row.getString("trace_parent")));
    }

    private ReadOptions options(String text) {
        try {
            return json.readValue(text, ReadOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored options are not understood", e);
        }
    }

    private String write(ReadPage page) {
        try {
            return json.writeValueAsString(page.result());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
