package dev.recto.api.jobs;

import dev.recto.api.postgres.Statements;
import dev.recto.api.reading.JobState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The statements that find and keep what was read for other jobs. Each may come twice. */
record CacheTable(Statements sql, JobMeters meters) {
    /** Whatever is not said of a page by itself is said of it as a page of just these bytes. */
    private static final String UNSAID = "-";

    /** Of {@code wanted} pages those whose result is there and may be told. */
    private static final String FOUND = """
            select wanted.id, wanted.number, read.result
            from wanted join cached_page using (organisation, reading, content)
            cross join lateral (
                -- looked up one by one, however many results there are
                select result from page_result
                where job = cached_page.job and number = cached_page.number and state = 'READ' offset 0) read
            cross join lateral (
                select from job where id = cached_page.job and document_stays(object_key) offset 0) source
            where cached_page.created_at > now() - %s * interval '1 millisecond'""";

    private static final String KEPT = """
            insert into page_result (job, number, state, result, ended_at, cached)
            select %1$s, number, 'READ', result, clock_timestamp(), true from %2$s on conflict do nothing""";

    /** @param contents digests of the pages, empty for one of which there is none, or none at all */
    record Opened(UUID job, String kind, int pages, List<String> contents) {
        private String text() {
            return String.join(
                    " ",
                    contents.stream()
                            .map(each -> each.isEmpty() ? UNSAID : each)
                            .toList());
        }
    }

    /** @param digest of the result as it was written */
    record Page(UUID job, int number, String version, String digest, boolean pictures) {}

    /** @param pages of it that were answered */
    record Answered(Moved job, int pages) {}

    /** Ends the job if nothing of it has to be read. */
    Optional<Answered> answer(UUID job, String version, Duration expiry, int mostPages) {
        for (Row row : sql.run(
                """
                with opened as (
                    select job.id, job.organisation, known.kind, contents, cardinality(contents) as pages,
                           coalesce(selection, array(select generate_series(0, cardinality(contents) - 1))) as numbers,
                           cache_reading(model, $2, read_options) as reading
                    from job join cached_document known
                        on known.organisation = job.organisation and known.digest = job.document_digest
                    where job.id = $1 and job.state = 'ACCEPTED' and cache_lookup
                      and known.created_at > now() - $3 * interval '1 millisecond'
                ), wanted as (
                    select id, organisation, reading, number, contents[number + 1] as content
                    from opened cross join lateral unnest(numbers) as number where cardinality(numbers) <= $4
                ), found as (""" + FOUND.formatted("$3") + """
                ), answered as (
                    update job set state = 'SUCCEEDED', ended_at = now(), deadline = null, kind = opened.kind,
                                   page_count = opened.pages, pages_total = cardinality(numbers),
                                   pages_cached = cardinality(numbers)
                    from opened
                    where job.id = opened.id and job.state in ('ACCEPTED', 'PROBING') and cardinality(numbers) > 0
                      and cardinality(numbers) = (select count(*) from found)
                    returning job.id, waiter, watchers, lane, job.state, ended_at - created_at as took, pages_total
                ), kept as (""" + KEPT.formatted("id", "found join answered using (id)") + """
                )
                select id, waiter, watchers, lane, state, extract(epoch from took)::float8 as age, pages_total from answered""",
                Tuple.of(job, version, expiry.toMillis(), mostPages))) {
            MovedJobs moved = new MovedJobs(sql, meters);
            moved.reached(row, JobState.READING);
            moved.reached(row, JobState.SUCCEEDED);
            return Optional.of(new Answered(Moved.of(row), row.getInteger("pages_total")));
        }
        return Optional.empty();
    }

    /** Keeps what the pages of documents are known by. */
    void learn(List<Opened> documents) {
        sql.run(
                """
                insert into cached_document (organisation, digest, kind, contents)
                select distinct on (job.organisation, job.document_digest)
                       job.organisation, job.document_digest, document.kind, array(
                           select case when said.content <> $5 then said.content else document_digest || '/' || place - 1 end
                           from generate_series(1, document.pages) as place
                           left join unnest(string_to_array(document.contents, ' ')) with ordinality as said (content, place)
                               using (place)
                           order by place)
                from unnest($1::uuid[], $2::text[], $3::int[], $4::text[]) as document (job, kind, pages, contents)
                join job on job.id = document.job
                where document_digest is not null
                order by job.organisation, job.document_digest
                on conflict (organisation, digest) do update
                    set kind = excluded.kind, contents = excluded.contents, created_at = excluded.created_at""",
                Tuple.tuple()
                        .addArrayOfUUID(MovedJobs.ids(documents, Opened::job))
                        .addArrayOfString(documents.stream().map(Opened::kind).toArray(String[]::new))
                        .addArrayOfInteger(documents.stream().map(Opened::pages).toArray(Integer[]::new))
                        .addArrayOfString(documents.stream().map(Opened::text).toArray(String[]::new))
                        .addString(UNSAID));
    }

    /**
     * Answers those pages of jobs that need not be read. INVARIANT: pages that are being read have their job's row locked before.
     *
     * @param versions of the models, by their ids
     */
    List<Answered> take(UUID[] jobs, Map<String, String> versions, Duration expiry) {
        // By itself, so that what follows sees what was erased while it waited
        sql.run(
                "select from job where id = any($1) and state = 'READING' and cache_lookup order by id for update",
                Tuple.tuple().addArrayOfUUID(jobs));
        List<Map.Entry<String, String>> models = List.copyOf(versions.entrySet());
        RowSet<Row> rows = sql.run(
                """
                with held as materialized (
                    select id, waiter, watchers, organisation, model, document_digest, read_options from job
                    where id = any($1) and state = 'READING' and cache_lookup order by id for update
                ), wanted as (
                    select held.id, held.organisation, page_queue.number, contents[page_queue.number + 1] as content,
                           cache_reading(held.model, version.digest, read_options) as reading
                    from held
                    join unnest($2::text[], $3::text[]) as version (model, digest) using (model)
                    join cached_document known on known.organisation = held.organisation and known.digest = document_digest
                    join page_queue on page_queue.job = held.id
                ), found as (""" + FOUND.formatted("$4") + """
                ), taken as (
                    delete from page_queue using found
                    where page_queue.job = found.id and page_queue.number = found.number
                    returning page_queue.job, page_queue.number, found.result
                ), kept as (""" + KEPT.formatted("job", "taken") + """
                ), counted as (
                    update job set pages_cached = pages_cached + pages
                    from (select job, count(*)::int as pages from taken group by job) as answered where job.id = answered.job
                    returning job.id, pages
                )
                select id, waiter, watchers, pages from counted join held using (id)""",
                Tuple.tuple()
                        .addArrayOfUUID(jobs)
                        .addArrayOfString(models.stream().map(Map.Entry::getKey).toArray(String[]::new))
                        .addArrayOfString(
                                models.stream().map(Map.Entry::getValue).toArray(String[]::new))
                        .addLong(expiry.toMillis()));
        List<Answered> answered = new ArrayList<>();
        rows.forEach(row -> answered.add(new Answered(Moved.of(row), row.getInteger("pages"))));
        return answered;
    }

    /**
     * Keeps where pages were read. INVARIANT: one is kept for just what was written down of it: where two workers have read it, of two versions
     * maybe, only one has. Pages whose pixels were wanted are not: these are their job's alone.
     *
     * @return how many were kept
     */
    int keep(List<Page> pages) {
        return sql.run(
                        """
                        insert into cached_page (organisation, reading, content, job, number, document)
                        select distinct on (organisation, reading, content)
                               organisation, reading, content, id, number, document_digest
                        from (
                            select job.organisation, cache_reading(model, read.version, read_options) as reading,
                                   known.contents[read.number + 1] as content, job.id, read.number, document_digest
                            from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bool[])
                                as read (job, number, version, digest, pictures)
                            join job on job.id = read.job
                            join cached_document known on known.organisation = job.organisation and known.digest = document_digest
                            where document_stays(object_key)
                              and not (read.pictures and read_options::jsonb @> '{"crops": true}')
                              and exists (
                                  select from page_result
                                  where page_result.job = read.job and page_result.number = read.number and not cached
                                    and encode(sha256(convert_to(result, 'UTF8')), 'hex') = read.digest
                                  -- looked up one by one
                                  offset 0)
                        ) as page
                        where content is not null
                        order by organisation, reading, content
                        on conflict (organisation, reading, content) do update
                            set job = excluded.job, number = excluded.number, document = excluded.document,
                                created_at = excluded.created_at""",
                        Tuple.tuple()
                                .addArrayOfUUID(MovedJobs.ids(pages, Page::job))
                                .addArrayOfInteger(
                                        pages.stream().map(Page::number).toArray(Integer[]::new))
                                .addArrayOfString(
                                        pages.stream().map(Page::version).toArray(String[]::new))
                                .addArrayOfString(
                                        pages.stream().map(Page::digest).toArray(String[]::new))
                                .addArrayOfBoolean(
                                        pages.stream().map(Page::pictures).toArray(Boolean[]::new)))
                .rowCount();
    }
}
