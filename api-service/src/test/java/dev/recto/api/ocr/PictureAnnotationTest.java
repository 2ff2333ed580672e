package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Box;
import dev.recto.model.ModelCapability;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.PictureAnnotation;
import dev.recto.model.TokenUsage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code bbox_annotation_format}, with a model that can follow it and one that can't. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureAnnotationTest {
    private static final String ABLE = "fake/describer";
    private static final String UNABLE = "fake/blind";
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"kind\":{\"type\":\"string\"}}}";
    private static final String WRAPPED =
            "{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"x\", \"schema\": " + SCHEMA + "}}";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    ServedModels models;

    private FakeWorker able;
    private FakeWorker unable;

    @BeforeAll
    void startWorkers() {
        able = new FakeWorker(ABLE, 2, describing()).awaitServed(models);
        unable = new FakeWorker(UNABLE, 2, List.of(ModelCapability.PROMPT, ModelCapability.ANNOTATION), describing())
                .awaitServed(models);
    }

    @AfterAll
    void stopWorkers() {
        able.close();
        unable.close();
        Awaitility.await().atMost(SOON).until(() -> models.slots(ABLE) == 0 && models.slots(UNABLE) == 0);
    }

    @Test
    void picturesAreListedWithWhatTheModelSays() {
        read("/v1/ocr", ABLE, "\"bbox_annotation_format\": " + WRAPPED)
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("pages[0].images.image_annotation", contains("{\"kind\":\"cat\"}"))
                .body("pages[0].images[0].image_base64", nullValue())
                .body("document_annotation", nullValue())
                .body("usage_info.applied_settings.unfollowed", nullValue());
        assertThat(able.taken().getLast().options().pictureAnnotation())
                .isEqualTo(new PictureAnnotation(SCHEMA, null, 0));
    }

    @Test
    void onlyWhatIsListedIsAskedAbout() {
        read("/v1/ocr", ABLE, "\"image_limit\": 3, \"image_min_size\": 20, \"bbox_annotation_format\": " + WRAPPED)
                .statusCode(200);
        assertThat(able.taken().getLast().options().pictureAnnotation())
                .isEqualTo(new PictureAnnotation(SCHEMA, 3, 20));
    }

    @Test
    void opperFormAsksTheSame() {
        read("/v2/ocr", ABLE, "\"mistral_extra\": {\"bbox_annotation_format\": " + SCHEMA + "}")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("pages[0].images.image_annotation", contains("{\"kind\":\"cat\"}"));
        assertThat(able.taken().getLast().options().pictureAnnotation())
                .isEqualTo(new PictureAnnotation(SCHEMA, null, 0));
    }

    @Test
    void whoDoesNotAskGetsNone() {
        read("/v1/ocr", ABLE, "\"include_blocks\": true")
                .statusCode(200)
                .body("pages[0].images.image_annotation", contains(nullValue()));
        read("/v1/ocr", ABLE, "\"bbox_annotation_format\": {\"type\": \"text\"}")
                .statusCode(200)
                .body("pages[0].images", empty());
        assertThat(able.taken().getLast().options().pictureAnnotation()).isNull();
    }

    @Test
    void pixelsThatAreNotThereAreSaidToBeMissing() {
        read("/v1/ocr", ABLE, "\"include_image_base64\": true")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("pages[0].images.image_base64", contains(nullValue()))
                .body("usage_info.applied_settings.page_flags.'0'", contains("pixels_missing"));
    }

    @Test
    void nothingIsMissingWhereNobodyAskedForPixels() {
        read("/v1/ocr", ABLE, "\"include_blocks\": true")
                .statusCode(200)
                .body("pages[0].images.image_base64", contains(nullValue()))
                .body("usage_info.applied_settings.page_flags", nullValue());
    }

    @Test
    void aModelThatCannotIsNamed() {
        read("/v1/ocr", UNABLE, "\"bbox_annotation_format\": " + WRAPPED)
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("pages[0].images.image_annotation", contains(nullValue()))
                .body("usage_info.applied_settings.unfollowed", contains("bbox_annotation_format"));
        assertThat(unable.taken().getLast().options().pictureAnnotation()).isNull();
    }

    private static ValidatableResponse read(String path, String model, String options) {
        return client().contentType("application/json")
                .body("{\"model\": \"" + model + "\", \"document\": {\"content\": \"aGVsbG8=\"}, " + options + "}")
                .post(path)
                .then();
    }

    private static Script describing() {
        return Script.pages(1).reading(task -> {
            Box box = new Box(10, 100, 210, 300);
            return page(
                    task.options().pictureAnnotation() == null
                            ? new Picture(box)
                            : new Picture(box, "{\"kind\": \"cat\"}"));
        });
    }

    private static PageResult page(Picture picture) {
        return new PageResult(
                "![img-0.jpeg](img-0.jpeg)",
                new PageDimensions(1700, 2200, 200),
                List.of(),
                List.of(picture),
                List.of(),
                null,
                List.of(),
                null,
                new TokenUsage(100, 10),
                Set.of(),
                5);
    }
}
