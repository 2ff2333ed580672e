package dev.recto.api.ocr.copy;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.Submissions;
import dev.recto.api.TestDatabase;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.TestSweeps;
import dev.recto.model.DocumentPassword;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDrawing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service makes of pictures; how workers draw them is their tests' affair. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class PagePicturesTest {
    private static final String MODEL = "fake/drawn";
    private static final int MOST_WAITING = 8;
    private static final String PASSWORD = "open-sesame-4712";
    private static final Duration SOON = Duration.ofMinutes(1);

    @Inject
    ServedModels models;

    @Inject
    ObjectStore store;

    @Inject
    TestDatabase database;

    @Inject
    TestSweeps sweeps;

    private CopyingWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new CopyingWorker(MODEL, 3, models, store, PagePicturesTest::drawn, PagePicturesTest::made);
    }

    @BeforeEach
    void forget() {
        worker.forget();
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    private static @Nullable UUID drawn(DocumentTask task) {
        PageDrawing drawing = task.drawing();
        return drawing == null ? null : drawing.id();
    }

    /** One says which page it is of. */
    private static byte[] made(DocumentTask task) {
        return ("page " + Objects.requireNonNull(task.drawing()).page()).getBytes(UTF_8);
    }

    @Test
    void aPageIsDrawnByAWorkerAndNothingOfItStays() {
        String job = worker.read("hello!");
        byte[] picture = client().get(picture(job, "2"))
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Cache-Control", "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asByteArray();

        assertThat(picture).asString(UTF_8).isEqualTo("page 2");
        await().atMost(SOON).until(() -> {
            sweeps.sweep();
            return database.count("unclaimed_object where object_key like 'jobs/" + job + "/copies/%'") == 0;
        });
        PageDrawing drawing = Objects.requireNonNull(worker.asked().getFirst().drawing());
        String key = ObjectKeys.copyDocument(worker.asked().getFirst().job(), drawing.id());
        assertThat(store.exists(key).await().atMost(SOON)).isFalse();
    }

    @Test
    void aPageCanBeSeenBeforeItWasRead() {
        worker.readNothing();
        String job = opened(worker.body("hello!"));
        client().get(picture(job, "0")).then().statusCode(200);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void whatAWorkerRefusesIsTheAnswer() {
        client().get(picture(worker.read("locked!!!"), "0"))
                .then()
                .statusCode(400)
                .body(Contract.matches("Error"))
                .body("code", equalTo("encrypted_document"));
    }

    @Test
    void thePasswordOpensTheDocumentForPeopleTooWhileItIsRead() {
        worker.readNothing();
        String job =
                opened(worker.body("hello!").replaceFirst("\\{", "{\"document_password\": \"" + PASSWORD + "\", "));
        client().get(picture(job, "0")).then().statusCode(200);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
        client().get(picture(job, "0")).then().statusCode(200);

        assertThat(worker.asked())
                .extracting(DocumentTask::password)
                .containsExactly(new DocumentPassword(PASSWORD), null);
    }

    @Test
    void withoutAWorkerNobodyWaits() {
        String job = worker.read("hello!");
        worker.close();
        try {
            await().atMost(SOON).until(() -> models.all().isEmpty());
            client().get(picture(job, "0"))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body(Contract.matches("Error"))
                    .body("message", containsString("No worker is there"));
        } finally {
            startWorker();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "0x1", "99999999999", "one"})
    void aPageThatTheReadingDoesNotHaveIsNotFound(String page) {
        client().get(picture(worker.read("hello!"), page))
                .then()
                .statusCode(404)
                .body(Contract.matches("Error"))
                .body("code", equalTo("not_found"));
        assertThat(worker.asked()).isEmpty();
    }

    @Test
    void anOrganisationWaitsForAFewAtATime() throws Exception {
        String job = worker.read("hello!");
        worker.hold();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = Stream.generate(() ->
                            clients.submit(() -> client().get(picture(job, "0")).statusCode()))
                    .limit(MOST_WAITING)
                    .toList();
            await().atMost(SOON).until(() -> worker.asked().size() == MOST_WAITING);
            for (int refused = 0; refused < MOST_WAITING; refused++) {
                client().get(picture(job, "0"))
                        .then()
                        .statusCode(429)
                        .header("Retry-After", "1")
                        .body(Contract.matches("Error"))
                        .body("code", equalTo("rate_limited"));
            }
            worker.make();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        client().get(picture(job, "0")).then().statusCode(200);
    }

    /** As people do who scroll past a page. */
    @Test
    void whoeverLeavesMakesRoomAndTheWorkerLearnsOfIt() throws Exception {
        String job = worker.read("hello!");
        worker.hold();
        List<Socket> leaving = new ArrayList<>();
        for (int waiting = 0; waiting < MOST_WAITING; waiting++) {
            Socket socket = RawHttp.connect();
            socket.getOutputStream().write(RawHttp.head("GET", picture(job, "0"), ""));
            leaving.add(socket);
        }
        await().atMost(SOON).until(() -> worker.asked().size() == MOST_WAITING);
        for (Socket socket : leaving) {
            socket.close();
        }
        for (DocumentTask task : worker.asked()) {
            String unwanted = ObjectKeys.copyUnwanted(task.job(), Objects.requireNonNull(drawn(task)));
            await().atMost(SOON).until(() -> store.exists(unwanted).await().atMost(SOON));
        }
        worker.forget();
        client().get(picture(job, "0")).then().statusCode(200);
    }

    @Test
    void nobodyElseSeesOne() {
        stranger()
                .get(picture(worker.read("hello!"), "0"))
                .then()
                .statusCode(404)
                .body("code", equalTo("job_not_found"));
        assertThat(worker.asked()).isEmpty();
    }

    /** A job whose pages are known. */
    private static String opened(String body) {
        String job = Submissions.reading(body);
        await().atMost(SOON)
                .until(
                        () -> client().get("/v1/ocr/jobs/" + job + "?view=progress")
                                .path("pages_total"),
                        total -> total != null);
        return job;
    }

    private static String picture(String job, String page) {
        return "/v1/ocr/jobs/" + job + "/pages/" + page + "/picture";
    }
}
