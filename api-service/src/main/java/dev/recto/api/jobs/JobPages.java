package dev.recto.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.EndedPage;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.PageCursor;
import dev.recto.api.reading.PageState;
import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import dev.recto.model.Words;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of jobs as they stand. */
@Singleton
class JobPages {
    private final Database database;
    private final ObjectMapper json;

    JobPages(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
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

    /** Behind all pages that have ended; asked for before they are, it leaves none out. */
    Optional<PageCursor> lastEnded(UUID job) {
        return database.run("""
                select ended_at, number from page_result
                where job = $1 order by ended_at desc, number desc limit 1""", Tuple.of(job)).stream()
                .map(row -> new PageCursor(row.getOffsetDateTime("ended_at").toInstant(), row.getInteger("number")))
                .findFirst();
    }

    /** What was read for another job has cost this one nothing. */
    JobPage page(Row row) {
        String fault = row.getString("fault");
        PageResult result = result(row.getString("result"));
        return new JobPage(
                row.getInteger("number"),
                Words.kept(PageState.class, row.getString("page_state")).orElse(unknown(result, fault)),
                result != null && row.getBoolean("cached") ? result.withUsage(TokenUsage.NONE) : result,
                fault == null ? null : PageFault.kept(fault));
    }

    /** The state of a page that a later version wrote another of. */
    private static PageState unknown(@Nullable PageResult result, @Nullable String fault) {
        if (result != null) {
            return PageState.READ;
        }
        return fault == null ? PageState.WAITING : PageState.FAILED;
    }

    private @Nullable PageResult result(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, PageResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored page is not understood", e);
        }
    }
}
