package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.model.Topics;
import dev.recto.model.WorkerReply;
import dev.recto.worker.document.SamplePdf;
import dev.recto.worker.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks in, replies out: the whole worker on a real broker and a real store. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WorkerTest {
    private static final ReadOptions CHECKED =
            new ReadOptions(null, null, null, null, true, false, false, false, false, true, List.of());

    @Inject
    KafkaClients clients;

    @Inject
    ObjectStore store;

    @Inject
    ObjectMapper json;

    @Inject
    TopicSetup topics;

    private Producer<String, byte[]> producer;
    private Replies replies;
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void connect() throws Exception {
        topics.ensure(List.of("tesseract"), 1);
        producer = clients.producer();
        replies = new Replies(clients, json);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        replies.close();
    }

    @Test
    void opensADocumentAndReadsItsPage() throws Exception {
        store(SamplePdf.of("Recto reads documents.", "It answers in markdown."));

        send(Topics.DOCUMENTS, new DocumentTask(job, 1, ObjectKeys.source(job, job), 1, soon()));
        var probed = replies.await(WorkerReply.DocumentProbed.class, job);
        assertThat(probed.kind()).isEqualTo(DocumentKind.PDF);
        assertThat(probed.pages()).hasSize(1);

        send(Topics.pages("tesseract"), page(0, ReadOptions.DEFAULT));
        var read = replies.await(WorkerReply.PageRead.class, job);
        assertThat(read.result().markdown()).isEqualTo("Recto reads documents. It answers in markdown.");
        assertThat(read.result().dimensions()).isEqualTo(new PageDimensions(2480, 3508, 300));
        assertThat(read.attempt()).isEqualTo(1);
    }

    @Test
    void opensAndReadsADocumentOfOnePageWithOneTask() throws Exception {
        store(SamplePdf.of("Recto reads documents.", "It answers in markdown."));

        send(
                Topics.DOCUMENTS,
                new DocumentTask(job, 1, ObjectKeys.source(job, job), 1, soon(), page(0, ReadOptions.DEFAULT), null));

        var probed = replies.await(WorkerReply.DocumentProbed.class, job);
        assertThat(probed.pages()).hasSize(1);
        assertThat(((WorkerReply.PageRead) Objects.requireNonNull(probed.onlyPage()))
                        .result()
                        .markdown())
                .isEqualTo("Recto reads documents. It answers in markdown.");
    }

    @Test
    void onlyOpensADocumentOfMorePages() throws Exception {
        store(SamplePdf.pages(2));
        send(
                Topics.DOCUMENTS,
                new DocumentTask(job, 1, ObjectKeys.source(job, job), 1, soon(), page(0, ReadOptions.DEFAULT), null));

        var probed = replies.await(WorkerReply.DocumentProbed.class, job);
        assertThat(probed.pages()).hasSize(2);
        assertThat(probed.onlyPage()).isNull();
    }

    @Test
    void onlyOpensADocumentForAModelThatItDoesNotServe() throws Exception {
        store(SamplePdf.of("a line"));
        PageTask other =
                new PageTask(job, 0, 1, ObjectKeys.source(job, job), "another/model", ReadOptions.DEFAULT, soon());
        send(Topics.DOCUMENTS, new DocumentTask(job, 1, ObjectKeys.source(job, job), 1, soon(), other, null));

        assertThat(replies.await(WorkerReply.DocumentProbed.class, job).onlyPage())
                .isNull();
    }

    @Test
    void aTextLayerThatSaysTheSameIsNoNews() throws Exception {
        store(SamplePdf.of("Recto reads documents.", "It answers in markdown."));

        send(Topics.pages("tesseract"), page(0, ReadOptions.DEFAULT));
        var read = replies.await(WorkerReply.PageRead.class, job);
        assertThat(read.result().flags()).isEmpty();
        assertThat(read.result().textLayerMismatch()).isNull();
        assertThat(read.result().confidence()).isNotNull();
    }

    @Test
    void aTextLayerThatSaysTheSameIsTakenIfThatIsAskedFor() throws Exception {
        store(SamplePdf.of("Recto reads documents.", "It answers in markdown."));

        send(Topics.pages("tesseract"), page(0, CHECKED));
        var taken = replies.await(WorkerReply.PageRead.class, job);
        assertThat(taken.result().flags()).containsExactly(PageFlag.TEXT_LAYER);
        assertThat(taken.result().markdown()).isEqualTo("Recto reads documents. It answers in markdown.");
        assertThat(taken.result().dimensions()).isEqualTo(new PageDimensions(2480, 3508, 300));
    }

    @Test
    void aTextLayerThatSaysMoreThanThePageShowsIsNotTaken() throws Exception {
        store(SamplePdf.claiming("The page shows this sentence.", "Nobody can see that other claim."));
        send(Topics.pages("tesseract"), page(0, CHECKED));

        var read = replies.await(WorkerReply.PageRead.class, job);

        assertThat(read.result().markdown()).isEqualTo("The page shows this sentence.");
        assertThat(read.result().flags()).containsExactly(PageFlag.TEXT_LAYER_MISMATCH);
        assertThat(read.result().textLayerMismatch()).isBetween(0.3, 0.4);
    }

    @Test
    void saysWhyADocumentCannotBeRead() throws Exception {
        store(new byte[] {1, 2, 3});
        send(Topics.DOCUMENTS, new DocumentTask(job, 1, ObjectKeys.source(job, job), 1, soon()));
        assertThat(replies.await(WorkerReply.DocumentRefused.class, job).fault())
                .isEqualTo(DocumentFault.UNSUPPORTED_FORMAT);
    }

    @Test
    void saysThatTheBytesAreGone() throws Exception {
        send(Topics.pages("tesseract"), page(0, ReadOptions.DEFAULT));
        assertThat(replies.await(WorkerReply.PageFailed.class, job).fault()).isEqualTo(PageFault.GONE);
    }

    /** A rolling restart: an API of the build before, or of a later one, asks. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void opensAndReadsForAnApiOfAnotherBuild(String build) throws Exception {
        store(SamplePdf.pages(2));

        send(Topics.DOCUMENTS, recorded(build, "document-task"));
        assertThat(replies.await(WorkerReply.DocumentProbed.class, job).pages()).hasSize(2);

        send(Topics.pages("tesseract"), recorded(build, "page-task").put("model", "tesseract"));
        assertThat(replies.await(WorkerReply.PageRead.class, job).page()).isIn(0, 1);
    }

    private ObjectNode recorded(String build, String name) throws IOException {
        Path file = Path.of("../common-model/src/test/resources/messages", build, name + ".json");
        ObjectNode task = (ObjectNode) json.readTree(file.toFile());
        task.put("job", job.toString());
        task.put("objectKey", ObjectKeys.source(job, job));
        task.put("deadline", soon().toString());
        if (task.has("page")) {
            task.put("page", 0);
            // Nobody can instruct Tesseract
            ((ObjectNode) task.get("options"))
                    .remove(List.of("prompt", "annotationPrompt", "annotationSchema", "pictureAnnotation"));
        }
        return task;
    }

    private PageTask page(int index, ReadOptions options) {
        return new PageTask(job, index, 1, ObjectKeys.source(job, job), "tesseract", options, soon());
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }

    private void store(byte[] bytes) {
        store.put(ObjectKeys.source(job, job), "application/octet-stream", bytes)
                .toCompletableFuture()
                .join();
    }

    private void send(String topic, Object task) throws IOException {
        var _ = producer.send(new ProducerRecord<>(topic, job.toString(), json.writeValueAsBytes(task)));
        producer.flush();
    }
}
