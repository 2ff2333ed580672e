package dev.recto.api.jobs;

import static dev.recto.api.HttpClients.management;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.reading.JobState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.PageFault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a scrape says of jobs, as Prometheus reads it. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class MeasuredJobsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    SomeJobs some;

    /** Page 0 fails at its first attempt. */
    private static final Script STUMBLING =
            Script.pages(2).failing(task -> task.page() == 0 && task.attempt() == 1, PageFault.ENGINE);

    private static Map<String, Double> scrape() {
        return management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static double value(String series) {
        return scrape().getOrDefault(series, 0.0);
    }

    @Test
    void attemptsStatesAndUseAreCounted() {
        String model = "fake/measured";
        try (FakeWorker worker = new FakeWorker(model, 2, STUMBLING)) {
            assertThat(worker.taken()).isEmpty();
            await().atMost(LONG).until(() -> value("recto_slots_live{model=\"fake/measured\"}") == 2);
            await().atMost(LONG)
                    .until(() -> scrape().keySet()
                            .containsAll(List.of(
                                    "recto_page_attempts_total{model=\"fake/measured\",outcome=\"engine\"}",
                                    "recto_page_retries_total{fault=\"engine\",model=\"fake/measured\"}",
                                    "recto_page_unanswered_total{model=\"fake/measured\"}")));
            UUID job = some.accept(model);
            await().atMost(LONG).until(() -> some.find(job).state() == JobState.SUCCEEDED);
        }

        Map<String, Double> scraped = scrape();
        assertThat(scraped)
                .containsEntry("recto_page_attempts_total{model=\"fake/measured\",outcome=\"read\"}", 2.0)
                .containsEntry("recto_page_attempts_total{model=\"fake/measured\",outcome=\"engine\"}", 1.0)
                .containsEntry("recto_page_attempts_total{model=\"fake/measured\",outcome=\"gone\"}", 0.0)
                .containsEntry("recto_page_retries_total{fault=\"engine\",model=\"fake/measured\"}", 1.0)
                .containsEntry("recto_page_unanswered_total{model=\"fake/measured\"}", 0.0)
                .containsEntry("recto_usage_pages_total{model=\"fake/measured\",organisation=\"all\"}", 2.0)
                .containsEntry("recto_usage_tokens_total{model=\"fake/measured\",organisation=\"all\"}", 220.0);
        for (String state : List.of("probing", "reading", "succeeded")) {
            assertThat(scraped)
                    .containsKey("recto_job_reached_seconds_bucket{lane=\"interactive\",state=\"" + state
                            + "\",le=\"60.0\"}");
        }
        assertThat(scraped)
                .containsKey("recto_messages_take_seconds_bucket{outcome=\"taken\",topic=\"recto.results\",le=\"0.1\"}")
                .containsKey("recto_messages_lag{topic=\"recto.results\"}")
                .containsKey("recto_messages_set_aside_total{reason=\"unreadable\",topic=\"recto.results\"}");
    }

    @Test
    void whatWaitsIsThereBeforeAnythingDoes() {
        await().atMost(LONG)
                .until(() -> scrape().keySet()
                        .containsAll(List.of(
                                "recto_jobs{lane=\"batch\",state=\"accepted\"}",
                                "recto_jobs_age_seconds{lane=\"interactive\",state=\"reading\"}",
                                "recto_retention_lag_seconds",
                                "recto_ledger_lag_seconds",
                                "recto_ledger_due",
                                "recto_batch_jobs{state=\"running\"}",
                                "recto_batch_rows{state=\"waiting\"}",
                                "recto_spool_bytes",
                                "recto_spool_limit_bytes",
                                "sql_pool_queue_size{pool_name=\"requests\",pool_type=\"sql\"}")));
    }

    @Test
    void aJobThatWaitsIsCounted() {
        UUID job = some.accept("nobody/measured");

        await().atMost(LONG)
                .until(() -> value("recto_jobs{lane=\"interactive\",state=\"accepted\"}") > 0
                        || value("recto_jobs{lane=\"interactive\",state=\"probing\"}") > 0);
        some.cancel(job);
        await().atMost(LONG)
                .until(() -> value("recto_job_reached_seconds_count{lane=\"interactive\",state=\"cancelled\"}") > 0);
    }
}
