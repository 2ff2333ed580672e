package dev.recto.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.EndedJob;
import dev.recto.api.reading.EndedPage;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageCursor;
import dev.recto.api.reading.PageState;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.delivery.DeliveryQueue;
import dev.recto.model.DocumentPassword;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes new jobs and reads jobs and pages as they stand. */
@Singleton
class JobTable {
    private static final String JOB = """
            select id, organisation, lane, state, model, size_bytes, answer_form, created_at, ended_at, error_code, error_param,
                   retry_at, trace_parent, pages_total as total, pages_cached, document_digest is not null as cacheable,
                   case when ended_at is null
                       then pages_total - (select count(*) from page_queue where page_queue.job = job.id)::int
                       else pages_total end as done
            from job""";

    private static final int MOST_BEFORE = 10_000;

    /** Organisation by organisation, so that only what comes before is looked at. */
    private static final String PAGES_BEFORE = """
            with recursive own as (
                select min(turn) as turn from page_queue where job = $1 and state = 'WAITING'
            ), waiting as (
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

    private final Database database;
    private final ObjectMapper json;
    private final ObjectLedger ledger;
    private final JobsConfig config;
    private final CacheConfig caching;
    private final DeliveryQueue webhooks;

    JobTable(
            Database database,
            ObjectMapper json,
            ObjectLedger ledger,
            JobsConfig config,
            CacheConfig caching,
            DeliveryQueue webhooks) {
        this.caching = caching;
        this.database = database;
        this.ledger = ledger;
        this.json = json;
        this.config = config;
        this.webhooks = webhooks;
    }

    /**
     * What is done for the job later belongs to the trace. A document that came with the request is claimed with it. Where there is such a job already it stays as it is, and with it
     * its own copy of the document. Whom the key tells of its jobs is told of those that were asked for directly, not of a batch's rows.
     */
    void insert(NewJob job, Optional<UUID> waiter, TraceParent trace) {
        boolean own = job.objectKey().startsWith(ObjectKeys.jobPrefix(job.id()));
        if (!insert(job, waiter, trace, own)) {
            ObjectLedger.require(find(job.id()).isPresent());
            if (own) {
                database.transaction(sql ->
                        ledger.release(sql.client(), job.objectKey()).await().atMost(sql.timeout()));
            }
        }
    }

    private boolean insert(NewJob job, Optional<UUID> waiter, TraceParent trace, boolean own) {
        DocumentPassword password = job.password();
        Webhook webhook = job.webhook();
        CacheUse cache = caching.enabled() ? job.cache() : CacheUse.NONE;
        for (Row accepted : database.run(
                """
                with claimed as (""" + ObjectLedger.claiming("$7::text") + """
                ), accepted as (
                    insert into job (id, organisation, project, api_key, lane, model, object_key, size_bytes, selection,
                                     read_options, answer_form, expires_at, state, trace_parent, waiter, document_digest,
                                     cache_lookup)
                    select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::smallint, $6::text, $7::text, $8::bigint, $9::int[],
                           $10::text, $11::text, now() + $12 * interval '1 second', $13::text, $15::text, $16::uuid,
                           $21::text, $22
                    where not $14 or exists (select from claimed)
                    on conflict (id) do nothing returning id
                ), kept as (
                    insert into document_password (job, password) select id, $17::text from accepted where $17 is not null
                ), told as (
                    insert into webhook (subject, source, url, events)
                    select id, 'REQUEST', $18::text, $19::text[] from accepted where $18 is not null
                    union all
                    select accepted.id, 'KEY', webhook_url, webhook_events from accepted, api_key
                    where api_key.id = $4 and $20 and webhook_url is distinct from $18 and webhook_url is not null
                      and webhook_disabled_at is null
                    returning subject
                )
                select exists (select from told) as told from accepted""",
                Tuple.tuple()
                        .addUUID(job.id())
                        .addUUID(job.caller().organisation())
                        .addUUID(job.caller().project())
                        .addUUID(job.caller().keyId())
                        .addInteger(job.lane().ordinal())
                        .addString(job.model())
                        .addString(job.objectKey())
                        .addLong(job.sizeBytes())
                        .addArrayOfInteger(job.pages().array())
                        .addString(write(job))
                        .addString(job.form())
                        .addLong(config.jobTimeout().toSeconds())
                        .addString((job.forwarded() ? JobState.TO_FORWARD : JobState.ACCEPTED).name())
                        .addBoolean(own)
                        .addString(trace.text().orElse(null))
                        .addUUID(waiter.orElse(null))
                        .addString(password == null ? null : password.value())
                        .addString(webhook == null ? null : webhook.url())
                        .addArrayOfString(webhook == null ? null : WebhookEvent.words(webhook.events()))
                        .addBoolean(job.lane() == Lane.INTERACTIVE)
                        .addString(cache == CacheUse.NONE ? null : job.sha256())
                        .addBoolean(cache == CacheUse.LOOK_UP))) {
            if (accepted.getBoolean("told")) {
                webhooks.expect();
            }
            return true;
        }
        return false;
    }

    /** From now on the process is told of the job's end, or of each of its steps. */
    void enrol(UUID job, UUID process, boolean steps) {
        database.run("""
                update job set watchers = array_append(coalesce(watchers, '{}'), $2)
                where id = $1 and ended_at is null and not coalesce($2 = any(watchers), false) and ($3 or waiter is distinct from $2)""", Tuple.of(job, process, steps));
    }

    /** @param reached what came of the job by that */
    record Cancelled(Moved job, Reached reached) {}

    /**
     * Ends the job with the pages that nobody has read, unless it has ended; says whether this has. Its row is locked before: pages may
     * be coming.
     */
    Optional<Cancelled> cancel(UUID id) {
        return database.transaction(sql -> {
            sql.run("select from job where id = $1 for update", Tuple.of(id));
            for (Row row : sql.run("""
                    with cancelled as (
                        update job set state = 'CANCELLED', ended_at = now(), deadline = null
                        where id = $1 and ended_at is null
                        returning id, waiter, watchers, lane, ended_at - created_at as took
                    ), given_up as (
                        delete from page_queue using cancelled where page_queue.job = cancelled.id
                        returning page_queue.job, page_queue.number
                    ), kept as (
                        insert into page_result (job, number, state, ended_at)
                        select job, number, 'CANCELLED', clock_timestamp() from given_up on conflict do nothing
                    )
                    select id, waiter, watchers, lane, extract(epoch from took)::float8 as age from cancelled""", Tuple.of(id))) {
                return Optional.of(new Cancelled(Moved.of(row), Reached.of(row, JobState.CANCELLED)));
            }
            return Optional.empty();
        });
    }

    Optional<Job> find(UUID id) {
        return one(JOB + " where id = $1", Tuple.of(id));
    }

    Optional<Job> find(UUID organisation, UUID id) {
        return one(JOB + " where id = $1 and organisation = $2", Tuple.of(id, organisation));
    }

    Optional<String> objectKey(UUID id) {
        return database.run("select object_key from job where id = $1", Tuple.of(id)).stream()
                .map(row -> row.getString("object_key"))
                .findFirst();
    }

    Optional<DocumentPassword> password(UUID id) {
        return database.run("select password from document_password where job = $1", Tuple.of(id)).stream()
                .map(row -> new DocumentPassword(row.getString("password")))
                .findFirst();
    }

    List<Job> ended(Collection<UUID> ids) {
        List<Job> ended = new ArrayList<>();
        database.run(
                        JOB + " where id = any($1) and ended_at is not null",
                        Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                .forEach(row -> ended.add(job(row)));
        return ended;
    }

    /** The job with its first pages, if it has ended. */
    Optional<EndedJob> ended(UUID id, int pages) {
        Job job = null;
        List<JobPage> first = new ArrayList<>();
        for (Row row : database.run("select job.*, page.* from (" + JOB + """
                 where id = $1 and ended_at is not null) job
                left join lateral (select number, state as page_state, result, fault, cached from page_result
                                   where page_result.job = job.id order by number limit $2) page on true order by number""", Tuple.of(id, pages))) {
            job = job == null ? job(row) : job;
            if (row.getInteger("number") != null) {
                first.add(page(row));
            }
        }
        return job == null ? Optional.empty() : Optional.of(new EndedJob(job, first));
    }

    /** Pages behind {@code after} in ascending order; their results only where they were read, and none of a job that is no more. */
    List<JobPage> pages(UUID job, int after, int limit) {
        List<JobPage> pages = new ArrayList<>();
        for (Row row : database.run("""
                select * from (
                    select number, state as page_state, result, fault, cached from page_result
                    where job = $1 and number > $2 and exists (select from job where id = $1)
                    union all
                    select number, state, null, null, false from page_queue where job = $1 and number > $2
                ) page order by number limit $3""", Tuple.of(job, after, limit))) {
            pages.add(page(row));
        }
        return pages;
    }

    List<EndedPage> endedPages(UUID job, PageCursor after, int limit) {
        List<EndedPage> pages = new ArrayList<>();
        for (Row row :
                database.run("""
                select number, state as page_state, result, fault, cached, ended_at from page_result
                where job = $1 and (ended_at, number) > ($2, $3) and exists (select from job where id = $1)
                order by ended_at, number limit $4""", Tuple.of(job, after.endedAt().atOffset(ZoneOffset.UTC), after.page(), limit))) {
            pages.add(new EndedPage(page(row), row.getOffsetDateTime("ended_at").toInstant()));
        }
        return pages;
    }

    /** Documents and pages that go before the job, 0 once it is at work; more than can matter to anybody are not counted. */
    int position(Job job) {
        return switch (job.state()) {
            case ACCEPTED -> count("""
                    select count(*)::int as n from (
                        select from job where state = 'ACCEPTED' and (lane, id) < ($1, $2) limit $3) before""", Tuple.of(job.lane().ordinal(), job.id(), MOST_BEFORE));
            case TO_FORWARD -> count("""
                    select count(*)::int as n from (
                        select from job where state = 'TO_FORWARD' and (lane, id) < ($1, $2)
                          and split_part(model, '/', 1) = split_part($3, '/', 1) limit $4) before""", Tuple.of(job.lane().ordinal(), job.id(), job.model(), MOST_BEFORE));
            case READING ->
                count(PAGES_BEFORE, Tuple.of(job.id(), job.model(), job.lane().ordinal(), MOST_BEFORE));
            case PROBING, FORWARDED, SUCCEEDED, FAILED, CANCELLED -> 0;
        };
    }

    private int count(String statement, Tuple parameters) {
        return database.run(statement, parameters).iterator().next().getInteger("n");
    }

    private Optional<Job> one(String statement, Tuple parameters) {
        for (Row row : database.run(statement, parameters)) {
            return Optional.of(job(row));
        }
        return Optional.empty();
    }

    private static Job job(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        String error = row.getString("error_code");
        OffsetDateTime retryAt = row.getOffsetDateTime("retry_at");
        return new Job(
                row.getUUID("id"),
                row.getUUID("organisation"),
                Lane.of(row),
                JobState.valueOf(row.getString("state")),
                row.getString("model"),
                row.getLong("size_bytes"),
                row.getString("answer_form"),
                row.getOffsetDateTime("created_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getInteger("total"),
                row.getInteger("done"),
                row.getInteger("pages_cached"),
                row.getBoolean("cacheable"),
                error == null
                        ? null
                        : new JobError(
                                ErrorCode.valueOf(error),
                                row.getString("error_param"),
                                retryAt == null ? null : retryAt.toInstant()),
                TraceParent.parse(row.getString("trace_parent")));
    }

    /** What was read for another job has cost this one nothing. */
    private JobPage page(Row row) {
        String fault = row.getString("fault");
        PageResult result = result(row.getString("result"));
        return new JobPage(
                row.getInteger("number"),
                PageState.valueOf(row.getString("page_state")),
                result != null && row.getBoolean("cached") ? result.withUsage(TokenUsage.NONE) : result,
                fault == null ? null : PageFault.valueOf(fault));
    }

    private @Nullable PageResult result(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, PageResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored page is not understood", e);
        }
    }

    private String write(NewJob job) {
        try {
            return json.writeValueAsString(job.options());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
