package dev.recto.api.forward;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Backoff;
import dev.recto.api.background.Bell;
import dev.recto.api.background.ClaimedWork;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.forward.upstream.Upstream;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.UsageMeters;
import dev.recto.api.limits.Allowances;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** The documents that one upstream is to read. */
final class ForwardQueue implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ForwardQueue.class);
    /** Whatever an upstream says: it may be said for hours. */
    private static final Duration SOONEST = Duration.ofMillis(500);

    private final Upstream upstream;
    private final ForwardTable table;
    private final JobNews news;
    private final Allowances allowances;
    private final JobsConfig config;
    private final UsageMeters usage;
    private final Backoff pauses;
    final ClaimedWork<ForwardedJob> work;
    private final Bell bell;

    ForwardQueue(
            Upstream upstream,
            ForwardTable table,
            JobNews news,
            Allowances allowances,
            JobsConfig config,
            UsageMeters usage,
            BackgroundConfig background) {
        this.upstream = upstream;
        this.table = table;
        this.news = news;
        this.allowances = allowances;
        this.config = config;
        this.usage = usage;
        this.pauses = new Backoff(config.forwardPause(), config.forwardLongestPause());
        String name = "documents for " + upstream.provider();
        this.work = new ClaimedWork<>("claims of " + name, config.poll(), this::renew, this::ring);
        this.bell = new Bell(name, background.pace(config.poll()), this::advance);
    }

    List<Bell> bells() {
        return List.of(bell, work.bell());
    }

    /** Gives up what need not be read any more. */
    private void renew(List<ForwardedJob> jobs) {
        Set<ForwardedJob> held = table.renew(jobs, config.forwardLease());
        work.interrupt(job -> jobs.contains(job) && !held.contains(job));
    }

    /**
     * Fills the free places.
     *
     * @return whether anything is under way
     */
    boolean advance() {
        int free = upstream.concurrency() - work.size();
        if (free > 0) {
            table.claim(upstream.provider(), free, config.forwardLease())
                    .forEach(job -> work.begin(job, "forward-" + job.id(), () -> run(job)));
        }
        return work.size() > 0;
    }

    private void run(ForwardedJob job) {
        MDC.put("job", job.id().toString());
        try {
            read(job).run();
        } catch (RuntimeException e) {
            LOG.warn("What became of a forwarded document can't be written down; it will be sent again", e);
        }
    }

    /** @return what is to be written down */
    private Runnable read(ForwardedJob job) {
        try {
            if (job.attempt() > config.attempts()) {
                throw new ApiException(ErrorCode.OCR_FAILED);
            }
            List<ReadPage> pages = upstream.read(job);
            return () -> succeed(job, pages);
        } catch (RuntimeException e) {
            return Thread.currentThread().isInterrupted() ? () -> {} : () -> fail(job, e);
        }
    }

    private void succeed(ForwardedJob job, List<ReadPage> pages) {
        long tokens = ReadPage.tokens(pages);
        allowances.spend(job.apiKey(), tokens);
        List<Moved> ended = table.succeed(job.id(), pages);
        if (!ended.isEmpty()) {
            usage.read(job.organisation(), upstream.provider(), pages.size(), tokens);
        }
        news.ended(ended);
    }

    private void fail(ForwardedJob job, RuntimeException failure) {
        if (job.lane() == Lane.BATCH && passes(job, failure)) {
            table.postpone(job, later(job, failure));
        } else if (failure instanceof ApiException refused) {
            end(job, JobError.of(refused));
        } else {
            LOG.warnf(
                    "A document for %s could not be fetched, or what was read on it not kept: %s",
                    upstream.provider(), failure.getClass().getSimpleName());
            if (job.attempt() < config.attempts()) {
                table.putBack(job, config.forwardPause());
            } else {
                end(job, JobError.of(new ApiException(ErrorCode.SERVICE_UNAVAILABLE)));
            }
        }
    }

    private void end(ForwardedJob job, JobError error) {
        news.ended(table.fail(job, error));
    }

    /**
     * The upstream is busy or away, or the store is: a document of a batch waits for it until the batch's time is over, which has it cancelled;
     * but not for ever for one that is away, perhaps because of this very document. Who waits for an answer learns at once, and knows best
     * whether to try again.
     */
    private boolean passes(ForwardedJob job, RuntimeException failure) {
        return Faults.passes(failure) && job.postponed() < config.forwardPostponements()
                || failure instanceof ApiException refused && refused.code() == ErrorCode.RATE_LIMITED;
    }

    /** When the upstream says so, else later each time. */
    private Duration later(ForwardedJob job, RuntimeException failure) {
        Duration asked = failure instanceof ApiException refused ? refused.retryAfter() : null;
        Duration pause = asked == null ? pauses.after(job.postponed() + 1) : asked;
        return pause.compareTo(SOONEST) < 0 ? SOONEST : pause;
    }

    /** A document waits to be sent. */
    void ring() {
        bell.ring();
    }

    @Override
    public void close() {
        work.interruptAll();
    }
}
