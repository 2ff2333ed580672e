package dev.recto.system.chaos;

import dev.recto.local.bench.TextPdf;
import dev.recto.system.chaos.Client.Request;
import java.time.Duration;
import java.util.UUID;

/** What a client may ask for, each with something else of the platform behind it. */
enum Operation {
    MODELS,
    FILES,
    PROGRESS,
    UPLOAD,
    ACCEPT,
    READ;

    /** How long a request waits for its document, as {@code recto.ocr.wait-time} says. */
    static final Duration WAIT = Duration.ofSeconds(30);

    /** When a request is answered that waits for nothing. */
    private static final Duration QUICK = Duration.ofSeconds(5);
    /** When one is that stores something, as {@code recto.storage.timeout} says by default. */
    private static final Duration STORED = Duration.ofSeconds(10);
    /** For a machine that has more to do. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private static final String MODEL = "none";
    private static final byte[] DOCUMENT = TextPdf.of(1, page -> "A page for nobody");

    /** @param job that is there already */
    Request request(String job) {
        String key = UUID.randomUUID().toString();
        return switch (this) {
            case MODELS -> Client.get("/v1/models");
            case FILES -> Client.get("/v1/files?page_size=5");
            case PROGRESS -> Client.get("/v1/ocr/jobs/" + job + "?view=progress");
            case UPLOAD -> Client.upload(key, DOCUMENT);
            case ACCEPT -> Client.post("/v1/ocr", key, false, Client.inline(MODEL, DOCUMENT));
            case READ -> Client.post("/v1/ocr", key, true, Client.inline(MODEL, DOCUMENT));
        };
    }

    private Duration limit() {
        return switch (this) {
            case MODELS, FILES, PROGRESS -> QUICK.plus(MARGIN);
            case UPLOAD, ACCEPT -> STORED.plus(MARGIN);
            case READ -> WAIT.plus(STORED).plus(MARGIN);
        };
    }

    /** Whether an answer is one that an outage may lead to: in time, and either good or one that says when to come again. */
    boolean allows(Answer answer) {
        return answer.took().compareTo(limit()) <= 0
                && (answer.succeeded() || answer.status() == 503 && answer.saysWhenToRetry() || waitedInVain(answer));
    }

    /** The document is read later. */
    private boolean waitedInVain(Answer answer) {
        return this == READ
                && answer.code().equals("ocr_timeout")
                && answer.took().compareTo(WAIT) >= 0;
    }
}
