package dev.recto.api.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.PageTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class JobEventsTest {
    private static final String MODEL = "fake/events";
    private static final String BODY = "{\"model\": \"fake/events\", \"document\": {\"content\": \"aGVsbG8=\"}}";

    private static final String BLOCKS =
            "{\"model\": \"fake/events\", \"include_blocks\": true, \"document\": {\"content\": \"aGVsbG8=\"}}";

    @Inject
    ServedModels models;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.opening(3)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void eachPageIsAnEventAsItEndsAndAStreamGoesOnWhereItBroke() throws Exception {
        String job = accept();
        List<PageTask> tasks = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tasksOf(job), tasks1 -> tasks1.size() == 3);
        String second;
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = open(http, job, "")) {
            Iterator<String> events = lines.iterator();
            worker.reply(Script.pages(3).read(tasks.get(2)));
            assertThat(data(events, "page"))
                    .contains("\"index\":" + tasks.get(2).page(), "\"status\":\"read\"");
            worker.reply(Script.pages(3).read(tasks.get(0)));
            second = id(events);
        }
        worker.reply(Script.pages(3).read(tasks.get(1)));

        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = open(http, job, second)) {
            List<String> rest = lines.filter(line -> line.startsWith("data: ")).toList();
            assertThat(rest)
                    .filteredOn(line -> line.contains("\"index\""))
                    .hasSize(1)
                    .allMatch(line -> line.contains("\"index\":" + tasks.get(1).page()));
            assertThat(rest.getLast()).contains("\"status\":\"completed\"", "\"pages_done\":3");
        }
    }

    @Test
    void whoeverHasTheJobsPagesFollowsItFromThere() throws Exception {
        String job = accept();
        List<PageTask> tasks = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tasksOf(job), tasks1 -> tasks1.size() == 3);
        client().get("/v1/ocr/jobs/" + job).then().body("last_event_id", nullValue());
        worker.reply(Script.pages(3).read(tasks.get(2)));
        worker.reply(Script.pages(3).read(tasks.get(0)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        client().get("/v1/ocr/jobs/" + job).path("pages_done").equals(2));

        String last = client().get("/v1/ocr/jobs/" + job)
                .then()
                .body("partial_result.pages.size()", equalTo(2))
                .extract()
                .path("last_event_id");
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = open(http, job, last)) {
            worker.reply(Script.pages(3).read(tasks.get(1)));
            assertThat(lines.filter(line -> line.contains("\"index\"")).toList())
                    .hasSize(1)
                    .allMatch(line -> line.contains("\"index\":" + tasks.get(1).page()));
        }
        client().get("/v1/ocr/jobs/" + job).then().body("last_event_id", nullValue());
    }

    @Test
    void aCancelledJobEndsItsStreamAndKeepsThePagesThatWereRead() throws Exception {
        String job = accept();
        List<PageTask> tasks = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tasksOf(job), tasks1 -> tasks1.size() == 3);
        worker.reply(Script.pages(3).read(tasks.getFirst()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        client().get("/v1/ocr/jobs/" + job).path("pages_done").equals(1));

        String status = client().delete("/v1/ocr/jobs/" + job)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
        worker.reply(Script.pages(3).read(tasks.get(1)));

        assertThat(status).isEqualTo("cancelled");
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = open(http, job, "")) {
            assertThat(lines.filter(line -> line.startsWith("data: ")).toList().getLast())
                    .contains("\"status\":\"cancelled\"", "\"pages_done\":1", "\"pages_total\":3");
        }
        client().get("/v1/ocr/jobs/" + job)
                .then()
                .body("pages_done", equalTo(1))
                .body("partial_result.pages.size()", equalTo(1));
    }

    @Test
    void nothingMoreIsToldToAKeyThatWasRevoked() throws Exception {
        String job = accept();
        List<PageTask> tasks = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tasksOf(job), tasks1 -> tasks1.size() == 3);
        var key = client().contentType("application/json")
                .body(Map.of("name", "for a while"))
                .post("/v1/keys");
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = open(http, key.path("key"), job, "", "")) {
            Iterator<String> events = lines.iterator();
            data(events, "job");
            client().delete("/v1/keys/" + key.path("id")).then().statusCode(200);
            worker.reply(Script.pages(3).read(tasks.getFirst()));
            assertThat(events).toIterable().noneMatch(line -> line.startsWith("event: "));
        }
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void aPageIsToldAsAWholeToWhoeverAsks() throws Exception {
        String job = accept(BLOCKS);
        List<PageTask> tasks = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> tasksOf(job), tasks1 -> tasks1.size() == 3);
        PageTask task = tasks.get(1);
        worker.reply(List.of(Script.read(task, titled("A title"))));
        try (HttpClient http = HttpClient.newHttpClient();
                Stream<String> lines = open(http, job, "?view=full", "")) {
            String told = data(lines.iterator(), "page").substring("data: ".length());

            JsonNode event = new ObjectMapper().readTree(told);
            JsonNode page = event.path("page");
            assertThat(event.path("page_flags")).extracting(JsonNode::asText).containsExactly("truncated", "rotated");
            assertThat(Contract.violations("OcrPage", page.toString())).isEmpty();
            assertThat(page.path("index").asInt()).isEqualTo(task.page());
            assertThat(page.at("/dimensions/width").asInt()).isEqualTo(1700);
            assertThat(page.at("/blocks/0/type").asText()).isEqualTo("title");
            assertThat(page.at("/blocks/0/bottom_right_x").asInt()).isEqualTo(300);
        }
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void aStrangeViewIsRefused() {
        String job = accept();

        client().get("/v1/ocr/jobs/" + job + "/events?view=all").then().statusCode(422);
        client().get("/v1/ocr/jobs/" + job + "?view=all").then().statusCode(422);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void aStrangeEventIdIsRefused() {
        String job = accept();

        client().header("Last-Event-ID", "soon")
                .get("/v1/ocr/jobs/" + job + "/events")
                .then()
                .statusCode(422);
        client().delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    private List<PageTask> tasksOf(String job) {
        return worker.taken().stream()
                .filter(task -> task.job().toString().equals(job))
                .toList();
    }

    private static PageResult titled(String title) {
        Block block = new Block(BlockType.TITLE, new Box(100, 200, 300, 240), 0, title.length(), null, null);
        PageResult page = Script.text(title);
        return new PageResult(
                title,
                page.dimensions(),
                List.of(block),
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                page.usage(),
                new LinkedHashSet<>(List.of(PageFlag.TRUNCATED, PageFlag.ATTACHMENTS, PageFlag.ROTATED)),
                page.milliseconds());
    }

    private Stream<String> open(HttpClient http, String job, String last) throws IOException, InterruptedException {
        return open(http, job, "", last);
    }

    private Stream<String> open(HttpClient http, String job, String query, String last)
            throws IOException, InterruptedException {
        return open(http, PartsResource.KEY, job, query, last);
    }

    private Stream<String> open(HttpClient http, String key, String job, String query, String last)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/ocr/jobs/" + job + "/events" + query))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key);
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    private static String data(Iterator<String> lines, String event) {
        until(lines, "event: " + event);
        return until(lines, "data: ");
    }

    private static String id(Iterator<String> lines) {
        return until(lines, "id: ").substring("id: ".length());
    }

    private static String until(Iterator<String> lines, String start) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("the stream ended before " + start);
    }

    private String accept() {
        return accept(BODY);
    }

    private String accept(String body) {
        return client().header("Prefer", "respond-async")
                .body(body)
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static RequestSpecification client() {
        return HttpClients.as(PartsResource.KEY).contentType("application/json");
    }
}
