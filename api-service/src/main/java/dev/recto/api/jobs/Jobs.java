package dev.recto.api.jobs;

import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.messaging.MessageSender;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.reading.EndedJob;
import dev.recto.api.reading.EndedPage;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageCursor;
import dev.recto.model.CancelNotice;
import dev.recto.model.DocumentPassword;
import dev.recto.model.Topics;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Jobs for the rest of the service. Everything here waits: for virtual threads only. */
@Singleton
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);

    private final NewJobs newJobs;
    private final JobTable table;
    private final JobPages pages;
    private final QueuePlace place;
    private final JobDeletion deletion;
    private final ResultCache cache;
    private final Event<Waiting> waiting;
    private final JobWaits waits;
    private final JobNews news;
    private final MessageSender sender;
    private final Tracing tracing;
    private final JobMeters meters;
    private final Outage looking = new Outage("looking for jobs that are waited for");

    Jobs(
            NewJobs newJobs,
            JobTable table,
            JobPages pages,
            QueuePlace place,
            JobDeletion deletion,
            ResultCache cache,
            Event<Waiting> waiting,
            JobWaits waits,
            JobNews news,
            MessageSender sender,
            Tracing tracing,
            JobMeters meters) {
        this.newJobs = newJobs;
        this.table = table;
        this.pages = pages;
        this.place = place;
        this.deletion = deletion;
        this.cache = cache;
        this.waiting = waiting;
        this.waits = waits;
        this.news = news;
        this.sender = sender;
        this.tracing = tracing;
        this.meters = meters;
    }

    /**
     * Commits the job; from here on it will end, whatever happens to this pod. One with an id already known changes nothing. It has ended
     * already if all that it asks for was read before.
     */
    public void accept(NewJob job) {
        accept(job, Optional.empty());
    }

    /** The same where this thread will {@link #await}; the wait is to be closed. */
    public JobWait acceptAndWait(NewJob job) {
        JobWait wait = waits.open(job.id(), false);
        try {
            accept(job, Optional.of(waits.process()));
            return wait;
        } catch (RuntimeException | Error e) {
            wait.close();
            throw e;
        }
    }

    private void accept(NewJob job, Optional<UUID> waiter) {
        Activity accepting = tracing.within("accept job", SpanKind.INTERNAL, job.trace())
                .with(Attribute.JOB, job.id())
                .with(Attribute.LANE, job.lane())
                .with(Attribute.BYTES, job.sizeBytes());
        if (!job.forwarded()) {
            // Of an upstream's models it is the client that gives the name
            accepting.named(Attribute.MODEL, job.model());
        }
        accepting.run(() -> newJobs.insert(job, waiter, accepting.asParent()));
        // For the rest of what this request, or this row of a batch, does
        MDC.put("job", job.id().toString());
        LOG.info("Accepted");
        Optional<Moved> answered = cache.answer(job);
        if (answered.isPresent()) {
            news.ended(List.of(answered.get()));
        } else {
            waiting.fire(job.forwarded() ? new Waiting.Forwards() : new Waiting.Documents());
        }
    }

    /** To {@link #await} a job that was accepted some time ago; to be closed. */
    public JobWait expect(UUID job) {
        JobWait wait = waits.open(job, false);
        enrol(wait);
        wait.wake();
        return wait;
    }

    /** To hear of each step of a job; to be opened before the job's state is looked at, or news may be missed; to be closed. */
    public JobWait watch(UUID job) {
        JobWait wait = waits.open(job, true);
        enrol(wait);
        return wait;
    }

    /** Who is not enrolled hears of the job's end all the same, some time later. */
    private void enrol(JobWait wait) {
        try {
            table.enrol(wait.job(), waits.process(), wait.progress());
        } catch (RuntimeException e) {
            looking.failed(e);
        }
    }

    /**
     * Waits for the job's end; empty if it did not end in time.
     *
     * @param pages how many of its first pages to bring along
     */
    public Optional<EndedJob> await(JobWait wait, Duration atMost, int pages) {
        try {
            Instant until = Instant.now().plus(atMost);
            while (true) {
                Duration left = Duration.between(Instant.now(), until);
                wait.untilNews(left.isPositive() ? left : Duration.ZERO);
                Optional<EndedJob> found = lookFor(wait.job(), pages);
                if (found.isPresent() || !Instant.now().isBefore(until)) {
                    return found;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The job is safe; so a database that does not answer just now is no reason to give the waiting client up. It is woken again. */
    private Optional<EndedJob> lookFor(UUID id, int most) {
        try {
            Optional<EndedJob> found = table.ended(id, most);
            looking.over();
            return found;
        } catch (RuntimeException e) {
            looking.failed(e);
            return Optional.empty();
        }
    }

    public boolean exists(UUID id) {
        return table.find(id).isPresent();
    }

    /** The organisation's job; fails with {@link ErrorCode#JOB_NOT_FOUND} where there is none. */
    public Job find(UUID organisation, UUID id) {
        return table.find(organisation, id).orElseThrow(() -> new ApiException(ErrorCode.JOB_NOT_FOUND));
    }

    /** Where the job's document lies; fails with {@link ErrorCode#FILE_NOT_FOUND} where its file was deleted. */
    public String objectKey(Job job) {
        return table.objectKey(job.id())
                .orElseThrow(() -> table.find(job.id()).isPresent()
                        ? new ApiException(ErrorCode.FILE_NOT_FOUND).param("document")
                        : new ApiException(ErrorCode.JOB_NOT_FOUND));
    }

    /** What opens the job's document: known while the job is open, and only of one that needs it. */
    public Optional<DocumentPassword> password(Job job) {
        return table.password(job.id());
    }

    /** Pages that ended behind the cursor, in the order in which they ended. */
    public List<EndedPage> endedPages(UUID job, PageCursor after, int limit) {
        return pages.endedPages(job, after, limit);
    }

    /** Where somebody goes on who asks for the job's pages next. */
    public Optional<PageCursor> lastEnded(Job job) {
        return pages.lastEnded(job.id());
    }

    /** Those of the jobs that have ended. */
    public List<Job> ended(Collection<UUID> ids) {
        return table.ended(ids);
    }

    /** Pages behind {@code after} in ascending order, those that were not read yet among them. */
    public List<JobPage> pages(UUID job, int after, int limit) {
        return pages.pages(job, after, limit);
    }

    /** Documents or pages that go before the job's next one. */
    public int position(Job job) {
        return place.of(job);
    }

    /** Ends the job unless it has ended; pages already read stay. */
    public Job cancel(UUID organisation, UUID id) {
        Job job = find(organisation, id);
        Optional<JobTable.Cancelled> cancelled = table.cancel(id);
        if (cancelled.isPresent()) {
            news.ended(List.of(cancelled.get().job()));
            meters.reached(cancelled.get().reached());
            // A worker that does not hear of it reads in vain; nothing else is lost
            sender.tell(new Outgoing<>(Topics.CANCEL, id.toString(), new CancelNotice(id), job.trace()));
            waiting.fire(new Waiting.Pages(job.model()));
            waiting.fire(new Waiting.Forwards());
        }
        return find(organisation, id);
    }

    /** Deletes a job that has ended, with all that was read for it; returns it as it was. */
    public Job delete(UUID organisation, UUID id) {
        Job job = find(organisation, id);
        if (!job.state().ended()) {
            throw new ApiException(ErrorCode.JOB_NOT_FINISHED);
        }
        deletion.delete(List.of(id));
        return job;
    }

    /** Deletes those of the jobs that have ended. */
    public void delete(List<UUID> ids) {
        deletion.delete(ids);
    }
}
