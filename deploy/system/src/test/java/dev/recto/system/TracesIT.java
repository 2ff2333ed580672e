package dev.recto.system;

import static dev.recto.system.Collector.named;
import static dev.recto.system.TracedModels.COLLECTORS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import dev.recto.system.Collector.Sent;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a collector hears of requests, from processes that are asked and read with. */
@ExtendWith(TracedModels.class)
class TracesIT {
    private static final String MODEL = "zai-org/GLM-OCR";
    private static final String FILE_NAME = "name-that-nobody-else-is-told.png";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";
    private static final Duration COMPLETION = Duration.ofMinutes(5);

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    private Path directory;

    private final Collector collector;
    private final LocalStack stack;
    private final RectoClient client;

    TracesIT(Collector collector, LocalStack stack, RectoClient client) {
        this.collector = collector;
        this.stack = stack;
        this.client = client;
    }

    /** Whatever a test did. */
    @AfterEach
    void nothingOfDocumentsOrKeysIsTold() throws Exception {
        List<String> told = collector.all(any -> true).stream()
                .map(sent -> sent.name()
                        + sent.process().getAttributesList()
                        + sent.span().getAttributesList())
                .toList();
        assertThat(told).isNotEmpty();
        for (String secret : List.of(
                FILE_NAME,
                stack.key(),
                COLLECTORS_TOKEN,
                "image.png",
                "jobs/0",
                "files/0",
                "signature",
                "?",
                "http://",
                "The word",
                Documents.words(1).getFirst())) {
            assertThat(told).noneSatisfy(said -> assertThat(said).contains(secret));
        }
        assertThat(collector.all(sent -> sent.span().getEventsCount() > 0)).isEmpty();
        assertThat(collector.all(sent -> !sent.span().getStatus().getMessage().isEmpty()))
                .isEmpty();
        assertThat(collector.requests())
                .allSatisfy(request ->
                        assertThat(request).startsWith("POST /v1/traces ").contains(COLLECTORS_TOKEN));
    }

    @Test
    void aRequestIsOneTraceFromTheDoorToTheModelAndBack() throws Exception {
        Path golden = TinyModels.snapshot(MODEL).resolve("golden").resolve("text");
        Path image = Files.copy(golden.resolve("image.png"), directory.resolve(FILE_NAME));
        String file = client.upload(image, Documents.NOBODY);
        String trace = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        HttpResponse<String> answer = client.post(
                "/v1/files/" + file + "/ocr",
                "{\"model\": \"" + MODEL + "\"}",
                "traceparent",
                "00-" + trace + "-" + CALLERS_SPAN + "-00");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode read = json.readTree(answer.body());

        Predicate<Sent> ofTrace = sent -> sent.trace().equals(trace);
        collector.await(1, ofTrace.and(named("process recto.results")));
        Sent request = collector.one(ofTrace.and(named("POST /v1/files/{file_id}/ocr")));
        Sent accepting = collector.one(ofTrace.and(named("accept job")));
        Sent decode = collector.one(ofTrace.and(named("decode")));
        Sent page = collector.one(ofTrace.and(named("process recto.documents")));

        assertThat(request.parent()).isEqualTo(CALLERS_SPAN);
        assertThat(request.service()).isEqualTo("recto-api");
        assertThat(accepting.parent()).isEqualTo(request.id());
        assertThat(path(ofTrace, named("probe document")))
                .containsExactly(
                        "probe document",
                        "process recto.documents",
                        "send recto.documents",
                        "accept job",
                        request.name());
        for (String stage : List.of("open document", "draw page", "vision", "prefill", "decode")) {
            assertThat(path(ofTrace, named(stage)))
                    .containsExactly(stage, page.name(), "send recto.documents", "accept job", request.name());
        }
        assertThat(collector.all(ofTrace.and(named("process recto.results"))))
                .extracting(this::pathFrom)
                .anySatisfy(names ->
                        assertThat(names).startsWith("process recto.results", "send recto.results", page.name()));
        assertThat(List.of(page, decode)).extracting(Sent::service).containsOnly("recto-worker");
        assertThat(page.text("recto.job.id")).isEqualTo(request.text("recto.job.id"));
        assertThat(page.text("gen_ai.request.model")).isEqualTo(MODEL);
        assertThat(decode.number("gen_ai.usage.output_tokens"))
                .isEqualTo(read.at("/usage_info/completion_tokens").asInt());
        assertThat(collector.one(ofTrace.and(named("prefill"))).number("gen_ai.usage.input_tokens"))
                .isEqualTo(read.at("/usage_info/prompt_tokens").asInt());
        assertThat(collector.one(ofTrace.and(named("vision"))).number("recto.vision.views"))
                .isPositive();
        inOrder(request, accepting, collector.one(ofTrace.and(named("vision"))), decode);
        String markdown = read.at("/pages/0/markdown").asText();
        assertThat(markdown.length()).isGreaterThan(8);
        assertThat(collector.all(ofTrace))
                .noneSatisfy(sent -> assertThat(sent.span().toString()).contains(markdown.substring(0, 8)));
    }

    @Test
    void rowsOfABatchAreTracesOfTheirOwnLinkedToItsRequest() throws Exception {
        String file = client.upload(Documents.numbered(directory, 3), Documents.NOBODY);
        ObjectNode body = json.createObjectNode().put("endpoint", "/v1/ocr").put("model", "tesseract");
        ArrayNode rows = body.putArray("requests");
        for (int row = 0; row < 3; row++) {
            ObjectNode asked = rows.addObject().putObject("body").put("pages", row);
            asked.putObject("document").put("file_id", file);
        }
        String batch = json.readTree(
                        client.post("/v1/batch/jobs", body.toString()).body())
                .path("id")
                .asText();
        await().atMost(COMPLETION)
                .until(() -> json.readTree(client.get("/v1/batch/jobs/" + batch).body())
                        .path("status")
                        .asText()
                        .equals("SUCCESS"));

        Predicate<Sent> ofBatch = sent -> sent.text("recto.batch.id").equals(batch);
        Sent request = collector.one(ofBatch.and(named("POST /v1/batch/jobs")));
        List<Sent> fed = collector.await(3, ofBatch.and(named("feed row")));
        assertThat(fed).extracting(Sent::trace).doesNotHaveDuplicates().doesNotContain(request.trace());
        assertThat(fed).allSatisfy(row -> {
            assertThat(row.parent()).isEmpty();
            assertThat(row.span().getLinksList())
                    .extracting(link -> Collector.hex(link.getSpanId()))
                    .containsExactly(request.id());
            Sent recognizing =
                    collector.one(named("recognize").and(sent -> sent.trace().equals(row.trace())));
            assertThat(path(sent -> sent.trace().equals(row.trace()), sent -> sent.equals(recognizing)))
                    .containsExactly(
                            "recognize",
                            "process recto.pages.tesseract",
                            "send recto.pages.tesseract",
                            "accept job",
                            "feed row");
        });
        assertThat(fed).extracting(row -> row.number("recto.batch.row")).containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    /** A broker that is frozen takes nothing; the job waits in its row, and the process that accepted it dies. */
    @Tag("thorough")
    @Test
    void aJobThatAnotherProcessSendsKeepsItsTrace() throws Exception {
        String file = client.upload(Documents.numbered(directory, 2), Documents.NOBODY);
        signal("STOP", stack.kafka());
        String job;
        try {
            job = client.startReading(file, "tesseract", "0");
            // What has not been sent dies with the process
            for (String name : List.of("accept job", "POST /v1/files/{file_id}/ocr")) {
                collector.one(named(name).and(sent -> sent.text("recto.job.id").equals(job)));
            }
            kill(stack.api(0));
        } finally {
            signal("CONT", stack.kafka());
        }
        stack.awaitReady();
        await().atMost(COMPLETION)
                .ignoreExceptions()
                .until(() -> client.progress(job).path("status").asText().equals("completed"));

        Sent accepting = collector.one(
                named("accept job").and(sent -> sent.text("recto.job.id").equals(job)));
        Predicate<Sent> ofTrace = sent -> sent.trace().equals(accepting.trace());
        Sent sending = collector.one(ofTrace.and(named("send recto.pages.tesseract")));
        assertThat(sending.parent()).isEqualTo(accepting.id());
        assertThat(sending.instance()).isNotEqualTo(accepting.instance());
        assertThat(path(ofTrace, named("recognize")))
                .containsExactly(
                        "recognize",
                        "process recto.pages.tesseract",
                        "send recto.pages.tesseract",
                        "accept job",
                        "POST /v1/files/{file_id}/ocr");
        assertThat(client.job(job).path("status").asText()).isEqualTo("completed");
        Sent asked = collector.one(named("GET /v1/ocr/jobs/{job_id}")
                .and(sent -> sent.text("recto.job.id").equals(job)));
        assertThat(asked.span().getLinksList())
                .extracting(link -> Collector.hex(link.getSpanId()))
                .containsExactly(accepting.id());
    }

    /** Names from a span up to where its trace began here. */
    private List<String> path(Predicate<Sent> ofTrace, Predicate<Sent> from) {
        return pathFrom(collector.one(ofTrace.and(from)));
    }

    private List<String> pathFrom(Sent span) {
        List<String> names = new ArrayList<>(List.of(span.name()));
        String parent = span.parent();
        while (!parent.isEmpty() && !parent.equals(CALLERS_SPAN)) {
            String id = parent;
            Sent above = collector.one(sent -> sent.id().equals(id));
            names.add(above.name());
            parent = above.parent();
        }
        return names;
    }

    private static void inOrder(Sent outer, Sent... inner) {
        long before = outer.span().getStartTimeUnixNano();
        for (Sent each : inner) {
            assertThat(each.span().getStartTimeUnixNano()).isGreaterThanOrEqualTo(before);
            before = each.span().getStartTimeUnixNano();
            assertThat(each.span().getEndTimeUnixNano())
                    .isLessThanOrEqualTo(outer.span().getEndTimeUnixNano());
        }
    }

    private static void signal(String name, Child child) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(child.pid()))
                .start()
                .waitFor();
    }

    private static void kill(Child child) throws Exception {
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        child.kill();
        process.onExit().get();
    }
}
