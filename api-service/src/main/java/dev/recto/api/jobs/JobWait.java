package dev.recto.api.jobs;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One thread's wait for news of a job. To be closed. */
public final class JobWait implements AutoCloseable {
    private final UUID job;
    private final boolean progress;
    private final JobWaits waits;
    private final Semaphore news = new Semaphore(0);

    JobWait(UUID job, boolean progress, JobWaits waits) {
        this.job = job;
        this.progress = progress;
        this.waits = waits;
    }

    public UUID job() {
        return job;
    }

    /** Whether it is about each step rather than the end only. */
    boolean progress() {
        return progress;
    }

    void wake() {
        news.release();
    }

    /** Returns when there may be news, at the latest after this time. */
    public void untilNews(Duration atMost) throws InterruptedException {
        if (news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    @Override
    public void close() {
        waits.close(this);
    }
}
