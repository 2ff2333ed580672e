package dev.recto.api.jobs.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.StatementCount;
import dev.recto.api.TestDatabase;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the database is asked for a document of one page, from its acceptance to its answer. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class LoneDocumentTest {
    private static final String MODEL = "fake/lone";
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final int DOCUMENTS = 100;
    private static final int STATEMENTS = 7;
    /** Where its page waits for its turn. */
    private static final int STATEMENTS_OF_TWO_TASKS = 12;

    @Inject
    ServedModels models;

    @Inject
    StatementCount statements;

    @Inject
    TestDatabase rows;

    /** Whose rows are looked after all the time. */
    @BeforeEach
    void batchesOfOthersAreGone() {
        rows.execute("delete from batch_job where ended_at is null");
    }

    @Test
    void itNeedsSevenStatements() {
        try (FakeWorker worker = new FakeWorker(MODEL, 4, Script.onlyPages())) {
            assertThat(statementsForEach(MODEL))
                    .as(String.join("\n", statements.list()))
                    .isEqualTo(STATEMENTS);
            assertThat(worker.taken()).as("tasks behind the one that opens it").isEmpty();
        }
    }

    @Tag("thorough")
    @Test
    void withTwoTasksItNeedsTwelveAtMost() {
        String model = "fake/lone-page";
        try (FakeWorker worker = new FakeWorker(model, 4, Script.pages(1))) {
            assertThat(statementsForEach(model))
                    .as(String.join("\n", statements.list()))
                    .isBetween(STATEMENTS + 1L, (long) STATEMENTS_OF_TWO_TASKS);
            assertThat(worker.taken()).hasSize(DOCUMENTS + 1);
        }
    }

    private long statementsForEach(String model) {
        await().atMost(LONG).until(() -> models.slots(model) > 0);
        read(model);
        statements.forget();
        for (int document = 0; document < DOCUMENTS; document++) {
            read(model);
        }
        return statements.countForEachOf(DOCUMENTS);
    }

    /** A page is put into the queue, claimed, and kept with what was read; deleting makes no version. */
    @Test
    void aPageHasThreeRowVersionsAtMost() {
        int pages = 50;
        try (FakeWorker worker = new FakeWorker("fake/versions", pages, Script.pages(pages))) {
            await().atMost(LONG).until(() -> models.slots("fake/versions") > 0);
            rows.completeStatistics();
            long ofPages = versions("page_%");
            long ofJobs = versions("job");
            read("fake/versions");
            rows.completeStatistics();

            assertThat(worker.taken()).hasSize(pages);
            assertThat(versions("page_%") - ofPages).isBetween(2L * pages, 3L * pages);
            assertThat(versions("job") - ofJobs).isBetween(2L, 4L);
        }
    }

    private long versions(String tables) {
        return Long.parseLong(rows.text(
                "select sum(n_tup_ins + n_tup_upd) from pg_stat_user_tables where relname like '" + tables + "'"));
    }

    private static void read(String model) {
        HttpClients.client()
                .contentType("application/json")
                .body("{\"model\": \"" + model + "\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200);
    }
}
