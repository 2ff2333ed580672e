package dev.recto.api.ocr;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.JobWait;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.PageWriter;
import dev.recto.api.reading.EndedPage;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.PageCursor;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.OpenKeys;
import dev.recto.model.Words;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as a stream of events: {@code page} for each page that ended, with an id to go on from, and {@code job} whenever the
 * job's state changed; the last one tells how it ended. Nothing more is told to a key that was revoked meanwhile, or a token that has expired. For virtual threads.
 */
@Singleton
class JobEvents {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final int PAGES_AT_ONCE = 32;

    private final Jobs jobs;
    private final OpenKeys keys;
    private final JobWriter views;
    private final PageWriter pages;
    private final ObjectMapper json;

    JobEvents(Jobs jobs, OpenKeys keys, JobWriter views, PageWriter pages, ObjectMapper json) {
        this.jobs = jobs;
        this.keys = keys;
        this.views = views;
        this.pages = pages;
        this.json = json;
    }

    /**
     * @param until when the caller's token expires
     * @param view of each page
     */
    void write(Caller caller, Instant until, UUID id, PageCursor after, JobWriter.View view, OutputStream out)
            throws IOException {
        EventStream stream = new EventStream(out, json);
        Optional<JobState> told = Optional.empty();
        PageCursor cursor = after;
        try (JobWait wait = jobs.watch(id)) {
            while (Instant.now().isBefore(until) && keys.contains(caller.keyId())) {
                Job job = jobs.find(caller.organisation(), id);
                cursor = pages(job, cursor, view, stream);
                if (!told.equals(Optional.of(job.state()))) {
                    told = Optional.of(job.state());
                    stream.send(
                            "job", Optional.empty(), generator -> views.write(job, JobWriter.View.PROGRESS, generator));
                }
                if (job.state().ended()) {
                    return;
                }
                stream.keepAlive();
                wait.untilNews(pause(until));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration pause(Instant until) {
        Duration left = Duration.between(Instant.now(), until);
        return left.compareTo(KEEP_ALIVE) < 0 ? left : KEEP_ALIVE;
    }

    private PageCursor pages(Job job, PageCursor after, JobWriter.View view, EventStream stream) throws IOException {
        PageCursor cursor = after;
        List<EndedPage> some = jobs.endedPages(job.id(), cursor, PAGES_AT_ONCE);
        while (!some.isEmpty()) {
            for (EndedPage ended : some) {
                cursor = ended.cursor();
                stream.send("page", Optional.of(cursor.text()), generator -> page(job, ended.page(), view, generator));
            }
            some = jobs.endedPages(job.id(), cursor, PAGES_AT_ONCE);
        }
        return cursor;
    }

    private void page(Job job, JobPage page, JobWriter.View view, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("index", page.number());
        out.writeStringField("status", Words.of(page.state()));
        if (page.result() == null) {
            out.writeNullField("markdown");
        } else {
            out.writeStringField("markdown", page.result().markdown());
        }
        if (view == JobWriter.View.FULL && page.result() != null) {
            out.writeFieldName("page");
            pages.write(job, page.number(), page.result(), out);
            out.writeFieldName("page_flags");
            pages.writeFlags(page.result(), out);
        }
        out.writeNumberField("pages_done", job.pagesDone());
        out.writeNumberField("pages_total", job.pagesTotal());
        out.writeEndObject();
    }
}
