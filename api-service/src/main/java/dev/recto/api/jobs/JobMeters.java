package dev.recto.api.jobs;

import dev.recto.model.PageFault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What becomes of jobs and pages, counted by the pod that writes it down: {@code recto_job_reached_seconds} (from a job's acceptance to
 * each state), {@code recto_page_attempts_total} (by what came of them), {@code recto_page_retries_total} (failures that have the page wait
 * again), {@code recto_page_unanswered_total} (no worker said a word in time). What is rolled back and done again counts twice.
 */
@Singleton
class JobMeters {
    private static final String ATTEMPTS = "recto.page.attempts";
    private static final String RETRIES = "recto.page.retries";
    private static final String UNANSWERED = "recto.page.unanswered";

    private final MeterRegistry registry;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    JobMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param job a row with its {@code lane} and its {@code age} in seconds */
    void reached(Row job, JobState state) {
        Duration age = Duration.ofMillis(Math.round(1000 * job.getDouble("age")));
        reached(Lane.values()[job.getInteger("lane")], state, age);
    }

    void reached(Lane lane, JobState state, Duration age) {
        registry.timer("recto.job.reached", "lane", word(lane), "state", word(state))
                .record(age);
    }

    void read(String model, int pages) {
        attempts(model, "read", pages);
    }

    void failed(String model, PageFault fault, boolean again) {
        attempts(model, word(fault), 1);
        if (again) {
            registry.counter(RETRIES, "model", model, "fault", word(fault)).increment();
        }
    }

    void unanswered(String model) {
        registry.counter(UNANSWERED, "model", model).increment();
    }

    private void attempts(String model, String outcome, int pages) {
        if (known.add(model)) {
            countFromNone(Tags.of("model", model));
        }
        registry.counter(ATTEMPTS, "model", model, "outcome", outcome).increment(pages);
    }

    /** Of a count that begins with its first failure nobody sees that it grew. */
    private void countFromNone(Tags model) {
        registry.counter(UNANSWERED, model);
        for (PageFault fault : PageFault.values()) {
            registry.counter(ATTEMPTS, model.and("outcome", word(fault)));
            if (fault.retryable()) {
                registry.counter(RETRIES, model.and("fault", word(fault)));
            }
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
