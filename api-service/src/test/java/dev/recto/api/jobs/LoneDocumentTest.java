package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.StatementCount;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the database is asked for a document of one page, from its acceptance to its answer. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class LoneDocumentTest {
    private static final String MODEL = "fake/lone";
    private static final int DOCUMENTS = 100;
    private static final int MOST_STATEMENTS = 12;

    @Inject
    ServedModels models;

    @Inject
    StatementCount statements;

    @Test
    void itNeedsTwelveStatementsAtMost() {
        try (FakeWorker worker = new FakeWorker(MODEL, 4, Script.pages(1))) {
            await().atMost(Duration.ofMinutes(1)).until(() -> models.slots(MODEL) > 0);
            read();
            statements.forget();
            for (int document = 0; document < DOCUMENTS; document++) {
                read();
            }

            assertThat(statements.countForEachOf(DOCUMENTS))
                    .as(String.join("\n", statements.list()))
                    .isBetween(1L, (long) MOST_STATEMENTS);
            assertThat(worker.taken()).hasSize(DOCUMENTS + 1);
        }
    }

    private static void read() {
        HttpClients.client()
                .contentType("application/json")
                .body("{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200);
    }
}
