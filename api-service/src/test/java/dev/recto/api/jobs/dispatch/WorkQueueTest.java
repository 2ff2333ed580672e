package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.jobs.gather.Gatherer;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.JobState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WorkQueueTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    TestDatabase rows;

    @Inject
    ServedModels models;

    @Inject
    Gatherer gatherer;

    @Inject
    SomeJobs some;

    @Inject
    JobsConfig config;

    @Inject
    ObjectMapper json;

    @Test
    void pagesThatAreGivenBackWaitAsBefore() {
        UUID job = some.accept("nobody/claims");
        gatherer.gather(List.of(
                new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, Collections.nCopies(3, new PageSize(1, 1)))));
        PageQueue queue = new PageQueue("nobody/claims", models, json, config);

        int claimed = database.transaction(sql -> {
            var tasks = queue.claim(sql, 2).orElseThrow().stream()
                    .map(claim -> claim.message().value())
                    .toList();
            queue.giveBack(sql, List.of(tasks.getFirst().run(2)));
            return tasks.size();
        });

        assertThat(claimed).isEqualTo(2);
        assertThat(rows.count("page_queue where job = '" + job
                        + "' and state = 'WAITING' and attempt = 0 and deadline is null"))
                .isEqualTo(3);
        some.cancel(job);
    }

    @Test
    void documentsThatAreGivenBackWaitAsBefore() {
        // Or the service itself sends what waits to a worker of another test that it takes for alive
        await().atMost(Duration.ofMinutes(1)).until(() -> models.slots() == 0);
        UUID job = some.accept("nobody/claims");
        DocumentQueue queue = new DocumentQueue(models, json, config);

        List<UUID> claimed = database.transaction(sql -> {
            var tasks = queue.claim(sql, 1000).orElseThrow().stream()
                    .map(claim -> claim.message().value())
                    .toList();
            queue.giveBack(sql, tasks);
            return tasks.stream().map(task -> task.job()).toList();
        });

        assertThat(claimed).contains(job);
        assertThat(rows.count(
                        "job where id = '" + job + "' and state = 'ACCEPTED' and attempt = 0 and deadline is null"))
                .isEqualTo(1);
        some.cancel(job);
    }

    @Test
    void nobodyWaitsForAPodThatHoldsTheQueue() throws SQLException {
        String model = "fake/held";
        try (FakeWorker worker = new FakeWorker(model, 4, Script.pages(1));
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtextextended('" + model + "', 0))");
            worker.awaitServed(models);
            UUID job = some.accept(model);
            await().atMost(LONG).until(() -> rows.count("page_queue where job = '" + job + "'") > 0);

            await().during(Duration.ofSeconds(3))
                    .atMost(LONG)
                    .until(() -> rows.count("pg_locks where locktype = 'advisory' and not granted") == 0);
            assertThat(worker.taken()).isEmpty();

            connection.commit();
            await().atMost(LONG).until(() -> some.find(job).state() == JobState.SUCCEEDED);
        }
    }
}
