package dev.recto.api.ocr.copy;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recto.api.models.ServedModels;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.WorkerReply;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A worker that reads documents and stores what is asked for of them; what is locked it refuses. */
final class CopyingWorker implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final String model;
    private final Script pages;
    private final ObjectStore store;
    private final Function<DocumentTask, @Nullable UUID> wanted;
    private final Function<DocumentTask, byte[]> made;
    private final List<DocumentTask> asked = new CopyOnWriteArrayList<>();
    private final FakeWorker worker;
    private volatile boolean holding;

    /**
     * @param wanted the copy that a task is to make, if it is one
     * @param made what becomes of it
     */
    CopyingWorker(
            String model,
            int pages,
            ServedModels models,
            ObjectStore store,
            Function<DocumentTask, @Nullable UUID> wanted,
            Function<DocumentTask, byte[]> made) {
        this.model = model;
        this.pages = Script.pages(pages);
        this.store = store;
        this.wanted = wanted;
        this.made = made;
        worker = new FakeWorker(model, 4, Script.of(this::probe, this.pages::read)).awaitServed(models);
    }

    /** What it was asked to make since it was told to {@link #forget}. */
    List<DocumentTask> asked() {
        return asked;
    }

    void forget() {
        holding = false;
        worker.follow(Script.of(this::probe, pages::read));
        asked.clear();
    }

    /** Pages never come. */
    void readNothing() {
        worker.follow(Script.of(this::probe, any -> List.of()));
    }

    /** Nothing is made any more, until it is told to {@link #make} what it was asked for. */
    void hold() {
        holding = true;
    }

    void make() {
        holding = false;
        asked.forEach(this::make);
    }

    private List<WorkerReply> probe(DocumentTask task) {
        if (wanted.apply(task) == null) {
            return pages.probe(task);
        }
        asked.add(task);
        if (!holding) {
            make(task);
        }
        return List.of();
    }

    private void make(DocumentTask task) {
        UUID copy = Objects.requireNonNull(wanted.apply(task));
        if (new String(stored(task.objectKey()), UTF_8).startsWith("locked")) {
            put(
                    ObjectKeys.copyRefusal(task.job(), copy),
                    DocumentFault.ENCRYPTED.name().getBytes(UTF_8));
        } else {
            put(ObjectKeys.copyDocument(task.job(), copy), made.apply(task));
        }
    }

    String body(String text) {
        String content = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
        return "{\"model\": \"" + model + "\", \"document\": {\"content\": \"" + content + "\"}}";
    }

    /** Returns the job. */
    String read(String text) {
        return readAsAsked(body(text));
    }

    /** The same of a stored file. */
    String readFile(String file) {
        return readAsAsked("{\"model\": \"" + model + "\", \"document\": {\"file_id\": \"" + file + "\"}}");
    }

    private static String readAsAsked(String body) {
        return client().contentType("application/json")
                .body(body)
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .extract()
                .header("X-Recto-Job");
    }

    byte[] stored(String key) {
        return store.read(key).await().atMost(SOON);
    }

    private void put(String key, byte[] bytes) {
        store.put(key, bytes).await().atMost(SOON);
    }

    @Override
    public void close() {
        worker.close();
    }
}
