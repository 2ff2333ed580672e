package dev.recto.api.jobs;

import dev.recto.api.postgres.Database;
import dev.recto.model.ObjectKeys;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Deletes ended jobs with their pages, and leaves their bytes to the ledger. A worker that was not told in time may store a
 * picture of a page after that: where a job ended lately, its pictures are looked for a second time.
 */
@Singleton
public class JobDeletion {
    private final Database database;
    private final Duration late;

    JobDeletion(Database database, JobsConfig config) {
        this.database = database;
        this.late = config.pageTimeout().multipliedBy(2);
    }

    /**
     * Deletes jobs with what was read for them.
     *
     * @return how many of the jobs there were that had ended
     */
    public int delete(List<UUID> jobs) {
        return delete(jobs, """
                , texts as (
                    delete from page_result using deleted where page_result.job = deleted.id
                )""");
    }

    /** The same where nobody waits for the texts to go: nobody can read them any more, and they go with the others of their day. */
    public int expire(List<UUID> jobs) {
        return delete(jobs, "");
    }

    private int delete(List<UUID> jobs, String more) {
        return database.run(
                        """
                        with deleted as (
                            delete from job using unnest($1::uuid[], $2::text[], $3::text[]) as old (id, everything, pictures)
                            where job.id = old.id and ended_at is not null
                            returning job.id, organisation, document_digest, ended_at, everything, pictures
                        ), forgotten_pages as (
                            delete from cached_page using (
                                select organisation, reading, content from cached_page where job in (select id from deleted)
                                order by organisation, reading, content for update) as gone
                            where cached_page.organisation = gone.organisation and cached_page.reading = gone.reading
                              and cached_page.content = gone.content
                        ), forgotten_documents as (
                            delete from cached_document using deleted
                            where cached_document.organisation = deleted.organisation and digest = document_digest
                              and not exists (
                                  select from cached_page as other
                                  where other.organisation = deleted.organisation and other.document = document_digest
                                    and other.job <> all($1))
                        ), released as (
                            insert into unclaimed_object (object_key, due_at)
                            select everything, now() from deleted
                            union all
                            select pictures, now() + $4 * interval '1 second' from deleted
                            where ended_at > now() - $4 * interval '1 second'
                            on conflict (object_key) do update set due_at = excluded.due_at
                        )%s
                        select count(*)::int as n from deleted""".formatted(more),
                        Tuple.tuple()
                                .addArrayOfUUID(jobs.toArray(UUID[]::new))
                                .addArrayOfString(
                                        jobs.stream().map(ObjectKeys::jobPrefix).toArray(String[]::new))
                                .addArrayOfString(jobs.stream()
                                        .map(ObjectKeys::pagesPrefix)
                                        .toArray(String[]::new))
                                .addLong(late.toSeconds()))
                .iterator()
                .next()
                .getInteger("n");
    }
}
