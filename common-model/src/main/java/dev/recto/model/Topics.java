package dev.recto.model;

import java.util.Locale;

/** Names of the Kafka topics and consumer groups; the same on both sides. */
public final class Topics {
    /** {@link DocumentTask}: any worker may open a document. Keyed by job. */
    public static final String DOCUMENTS = "recto.documents";

    /** {@link WorkerReply}: the reply topic. Keyed by job. */
    public static final String RESULTS = "recto.results";

    /** Replies that can't be taken, as they came, with headers that say why. Nobody consumes it. */
    public static final String DEAD_RESULTS = "recto.results.dead";

    /** {@link WorkerHeartbeat}: what each worker serves. Keyed by worker. */
    public static final String WORKERS = "recto.workers";

    /** {@link CancelNotice}: every worker hears of every cancelled job. */
    public static final String CANCEL = "recto.cancel";

    private Topics() {}

    /** Queue of {@link PageTask}s of one model; {@code zai-org/GLM-OCR} gives {@code recto.pages.zai-org_glm-ocr}. */
    public static String pages(String model) {
        return "recto.pages." + model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_");
    }

    /**
     * One of a model's queues, for more workers than a group has members: the first one is {@link #pages(String)}, and no other one has a
     * model's name.
     *
     * @param queue counted from 0
     */
    public static String pages(String model, int queue) {
        return queue == 0 ? pages(model) : pages(model).replaceFirst("^recto\\.pages", "recto.pages-" + queue);
    }

    /** Share group of the workers that take from a queue. */
    public static String workersOf(String queue) {
        return queue + ".workers";
    }
}
