package dev.recto.api.jobs;

import dev.recto.model.PageFault;
import dev.recto.model.Words;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What becomes of jobs and pages, counted by the pod that writes it down: {@code recto_job_reached_seconds} (from a job's acceptance to
 * each state), {@code recto_page_attempts_total} (by what came of them), {@code recto_page_retries_total} (failures that have the page wait
 * again), {@code recto_page_unanswered_total} (no worker said a word in time), {@code recto_queue_claim_seconds}. What a transaction writes is
 * to be told when that is committed, or it counts twice where it is rolled back and done again.
 */
@Singleton
public class JobMeters {
    private static final String ATTEMPTS = "recto.page.attempts";
    private static final String RETRIES = "recto.page.retries";
    private static final String UNANSWERED = "recto.page.unanswered";

    /** All claims of a model wait for each other, so that milliseconds matter. */
    private static final Duration[] CLAIMS = Stream.of(1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100, 250, 1_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    public JobMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Begins a model's counts at none: of one that begins with its first failure nobody sees that it grew. */
    public void served(String model) {
        registry.counter(UNANSWERED, "model", model);
        for (PageFault fault : PageFault.values()) {
            registry.counter(ATTEMPTS, "model", model, "outcome", Words.of(fault));
            if (fault.retryable()) {
                registry.counter(RETRIES, "model", model, "fault", Words.of(fault));
            }
        }
    }

    public void reached(Reached job) {
        registry.timer("recto.job.reached", "lane", Words.of(job.lane()), "state", Words.of(job.state()))
                .record(job.age());
    }

    public Timer claiming(String topic) {
        return Timer.builder("recto.queue.claim")
                .tag("topic", topic)
                .serviceLevelObjectives(CLAIMS)
                .register(registry);
    }

    void read(String model, int pages) {
        attempts(model, "read", pages);
    }

    void failed(String model, PageFault fault, boolean again) {
        attempts(model, Words.of(fault), 1);
        if (again) {
            registry.counter(RETRIES, "model", model, "fault", Words.of(fault)).increment();
        }
    }

    public void unanswered(String model) {
        registry.counter(UNANSWERED, "model", model).increment();
    }

    private void attempts(String model, String outcome, int pages) {
        registry.counter(ATTEMPTS, "model", model, "outcome", outcome).increment(pages);
    }
}
