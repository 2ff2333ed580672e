package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.ocr.docx.ReadDocx;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.DocumentFault;
import dev.recto.model.PageResult;
import dev.recto.model.PageTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was read as one text. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobDocumentTest {
    /** More than are in memory at a time. */
    private static final int PAGES = 40;

    private static final String BODY =
            "{\"model\": \"fake/whole\", \"document\": {\"content\": \"aGVsbG8=\"}, \"extract_header\": false}";

    @Inject
    ServedModels models;

    private String document = "";

    /** Once, but not before the address of the service is known. */
    @BeforeEach
    void read() {
        if (!document.isEmpty()) {
            return;
        }
        Script script = Script.pages(PAGES).reading(JobDocumentTest::page);
        try (FakeWorker _ = new FakeWorker("fake/whole", 8, script).awaitServed(models)) {
            String job = client().contentType("application/json")
                    .body(BODY)
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200)
                    .extract()
                    .header("X-Recto-Job");
            document = "/v1/ocr/jobs/" + job + "/document";
        }
    }

    /** A header, and a sentence that goes on over the next page's start. */
    private static PageResult page(PageTask task) {
        String header = "Annual report";
        String markdown =
                header + "\n\nends page " + (task.page() - 1) + ".\n\n**Page** " + task.page() + " begins and";
        Block block = new Block(BlockType.HEADER, new Box(100, 20, 400, 50), 0, header.length(), null, null);
        return Script.text(markdown).withBlocks(List.of(block));
    }

    @Test
    void itHasNoPages() {
        client().get(document)
                .then()
                .statusCode(200)
                .contentType("text/markdown;charset=UTF-8")
                .body(startsWith("ends page -1.\n\n**Page** 0 begins and ends page 0.\n\n**Page** 1 begins and ends"))
                .body(containsString("**Page** 31 begins and ends page 31."))
                .body(containsString("**Page** 39 begins and\n"))
                .body(not(containsString("Annual report")));
    }

    @Test
    void theClientSaysInWhatItIsWritten() {
        client().get(document + "?format=text")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(containsString("\n\nPage 1 begins and ends page 1."));
        client().get(document + "?format=markdown").then().contentType("text/markdown;charset=UTF-8");
        client().get(document + "?format=html")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header(
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .body(startsWith("<!DOCTYPE html>"))
                .body(containsString("<strong>Page</strong> 1 begins and ends page 1.</p>"))
                .body(endsWith("</html>\n"));
        client().get(document + "?format=tiff")
                .then()
                .statusCode(422)
                .body(Contract.matches("Error"))
                .body("detail[0].loc", equalTo(List.of("query", "format")));
    }

    @Test
    void aWordProcessorOpensIt() throws IOException {
        Response answer = client().get(document + "?format=docx");
        answer.then()
                .statusCode(200)
                .contentType("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
                .header("Content-Disposition", endsWith(".docx\""))
                .header("X-Content-Type-Options", "nosniff");

        try (ReadDocx read = new ReadDocx(answer.asByteArray())) {
            assertThat(read.violations()).isEmpty();
            assertThat(read.paragraphs())
                    .hasSize(PAGES + 1)
                    .startsWith("ends page -1.", "Page 0 begins and ends page 0.")
                    .endsWith("Page 39 begins and");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, text/markdown;charset=UTF-8",
        "application/json, text/markdown;charset=UTF-8",
        "text/plain, text/plain;charset=UTF-8",
        "'text/html;q=0.5, text/plain;q=0.1', text/html;charset=UTF-8",
        "'text/html;q=0, text/plain', text/plain;charset=UTF-8",
        "'text/html, nothing', text/html;charset=UTF-8",
        "'text/html, ', text/html;charset=UTF-8",
        "nothing, text/markdown;charset=UTF-8",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    })
    void theClientMayNameAMediaType(String accepted, String given) {
        client().header("Accept", accepted)
                .get(document)
                .then()
                .statusCode(200)
                .contentType(given)
                .header("Vary", containsString("Accept"));
        client().header("Accept", accepted)
                .get(document + "?format=text")
                .then()
                .contentType("text/plain;charset=UTF-8");
    }

    @Test
    void nobodyElseSeesIt() {
        stranger().get(document).then().statusCode(404).body("code", equalTo("job_not_found"));
    }

    @Test
    void whatIsNotReadIsSaid() {
        String model = "fake/unread";
        String job;
        try (FakeWorker _ = new FakeWorker(model, 1, Script.opening(1)).awaitServed(models)) {
            job = Submissions.reading(BODY.replace("fake/whole", model));
        }
        String unread = "/v1/ocr/jobs/" + job + "/document";
        client().get(unread)
                .then()
                .statusCode(409)
                .body(Contract.matches("Error"))
                .body("code", equalTo("job_not_finished"))
                .header("X-Recto-Job", job);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
        client().get(unread).then().statusCode(409).body("code", equalTo("job_cancelled"));
    }

    @Test
    void whatCouldNotBeReadIsAnsweredWithItsError() {
        String model = "fake/refused";
        String job;
        try (FakeWorker refusing = new FakeWorker(model, 1, Script.refusing(DocumentFault.INVALID))) {
            refusing.awaitServed(models);
            job = client().contentType("application/json")
                    .body(BODY.replace("fake/whole", model))
                    .post("/v1/ocr")
                    .header("X-Recto-Job");
        }
        client().get("/v1/ocr/jobs/" + job + "/document")
                .then()
                .statusCode(400)
                .body(Contract.matches("Error"))
                .body("code", equalTo("invalid_document"));
    }
}
