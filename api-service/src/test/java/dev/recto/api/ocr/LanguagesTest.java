package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.ModelCapability;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The languages that a request names go to the workers; what they can't be read in is said before anything is queued. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesTest {
    private static final String POLYGLOT = "fake/polyglot";
    private static final String SILENT = "fake/silent-polyglot";
    private static final String DEAF = "fake/deaf";

    @Inject
    ServedModels models;

    private FakeWorker polyglot;
    private FakeWorker silent;
    private FakeWorker deaf;

    @BeforeAll
    void startWorkers() {
        polyglot = FakeWorker.of(List.of("eng", "deu", "fra"), POLYGLOT, 4, Script.pages(2))
                .awaitServed(models);
        silent = new FakeWorker(SILENT, 4, Script.pages(1)).awaitServed(models);
        deaf = new FakeWorker(DEAF, 4, List.of(ModelCapability.BLOCKS), Script.pages(1)).awaitServed(models);
    }

    @AfterAll
    void stopWorkers() {
        polyglot.close();
        silent.close();
        deaf.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"de\"; deu",
                "\"deu\"; deu",
                "\"de, fr\"; deu,fra",
                "[\"fr\", \"de-AT\", \"fra\"]; fra,deu",
                "\"\"; ''",
                "[]; ''",
                "null; ''"
            })
    void goToTheWorkersAsTesseractNamesThem(String given, String languages) {
        post("/v1/ocr", POLYGLOT, given).statusCode(200);

        assertThat(String.join(",", polyglot.taken().getLast().options().languages()))
                .isEqualTo(languages);
    }

    @Test
    void areTakenForStoredFilesAndInOppersForm() {
        String file = Submissions.file("a.pdf", "%PDF-1.7\n");
        client().contentType("application/json")
                .body("{\"model\": \"" + POLYGLOT + "\", \"languages\": \"fr\"}")
                .post("/v1/files/" + file + "/ocr")
                .then()
                .statusCode(200);
        assertThat(polyglot.taken().getLast().options().languages()).containsExactly("fra");

        post("/v2/ocr", POLYGLOT, "[\"de\"]").statusCode(200);
        assertThat(polyglot.taken().getLast().options().languages()).containsExactly("deu");
    }

    @Test
    void inWhichOneEachPageWasReadIsSaid() {
        polyglot.follow(Script.pages(2).reading(task -> page(task.page() == 0 ? "deu" : null)));
        try {
            post("/v1/ocr", POLYGLOT, "\"de\"")
                    .statusCode(200)
                    .body("usage_info.applied_settings.languages.'0'", equalTo("deu"))
                    .body("usage_info.applied_settings.languages.'1'", nullValue());
        } finally {
            polyglot.follow(Script.pages(2));
        }
    }

    @Test
    void oneThatTheModelDoesNotOfferIsRefusedBeforeAnythingIsQueued() {
        int before = polyglot.taken().size();

        post("/v1/ocr", POLYGLOT, "[\"de\", \"ja\"]")
                .statusCode(400)
                .body("code", equalTo("language_not_offered"))
                .body("param", equalTo("languages"))
                .body("message", containsString("eng, deu, fra"));
        assertThat(polyglot.taken()).hasSize(before);
    }

    @Test
    void whereWorkersDoNotSayWhatTheyOfferThePageDoes() {
        post("/v1/ocr", SILENT, "\"ja\"").statusCode(200);
        assertThat(silent.taken().getLast().options().languages()).containsExactly("jpn");

        silent.follow(Script.pages(1).failing(page -> true, PageFault.LANGUAGE_NOT_OFFERED));
        post("/v1/ocr", SILENT, "\"ja\"")
                .statusCode(400)
                .body("code", equalTo("language_not_offered"))
                .body("param", equalTo("languages"));
        silent.follow(Script.pages(1));
    }

    @Test
    void aModelThatReadsWhateverThereIsNamesTheFieldAsUnfollowed() {
        post("/v1/ocr", DEAF, "\"ja\"")
                .statusCode(200)
                .body("usage_info.applied_settings.unfollowed", contains("languages"));
        assertThat(deaf.taken().getLast().options().languages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"german\"",
                "\"de fr\"",
                "\"de,\"",
                "[\"de\", 7]",
                "[\"de\", [\"fr\"]]",
                "7",
                "{\"de\": true}",
                "\"aa,ab,af,am,ar,as,av,az,ba,be,bg\""
            })
    void whatIsNoCodeIsRefused(String given) {
        post("/v1/ocr", POLYGLOT, given)
                .statusCode(422)
                .body("code", equalTo("validation_error"))
                .body(containsString("languages"));
    }

    @Test
    void areListedWithTheModel() {
        client().get("/v1/models")
                .then()
                .statusCode(200)
                .body("data.find { it.id == '" + POLYGLOT + "' }.languages", contains("eng", "deu", "fra"))
                .body("data.find { it.id == '" + DEAF + "' }.languages", nullValue());
    }

    private static ValidatableResponse post(String path, String model, String languages) {
        return client().contentType("application/json")
                .body("{\"model\": \"" + model + "\", \"languages\": " + languages
                        + ", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post(path)
                .then();
    }

    private static PageResult page(@Nullable String language) {
        return new PageResult(
                "read",
                new PageDimensions(1700, 2200, 200),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                new TokenUsage(1, 1),
                Set.of(),
                5,
                null,
                language);
    }
}
