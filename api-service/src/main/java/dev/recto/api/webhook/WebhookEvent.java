package dev.recto.api.webhook;

import dev.recto.api.web.input.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a receiver may be told of; the words are in the database, too. */
public enum WebhookEvent implements Word {
    OCR_JOB_COMPLETED("ocr.job.completed", "completed"),
    OCR_JOB_FAILED("ocr.job.failed", "failed"),
    OCR_JOB_CANCELLED("ocr.job.cancelled", "cancelled"),
    BATCH_COMPLETED("batch.completed", "SUCCESS"),
    BATCH_FAILED("batch.failed", "FAILED"),
    BATCH_EXPIRED("batch.expired", "TIMEOUT_EXCEEDED"),
    BATCH_CANCELLED("batch.cancelled", "CANCELLED");

    public static final List<WebhookEvent> ALL = List.of(values());

    /** Of one reading. */
    public static final List<WebhookEvent> OF_JOBS =
            ALL.stream().filter(event -> event.object().equals("ocr.job")).toList();

    public static final List<WebhookEvent> OF_BATCHES =
            ALL.stream().filter(event -> event.object().equals("batch")).toList();

    private final String word;
    private final String status;

    WebhookEvent(String word, String status) {
        this.word = word;
        this.status = status;
    }

    public static Optional<WebhookEvent> parse(String word) {
        return Word.parse(WebhookEvent.class, word);
    }

    public static String[] words(List<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::word).toArray(String[]::new);
    }

    /** Without those that only a later version knows. */
    public static List<WebhookEvent> of(String[] words) {
        return Stream.of(words).flatMap(word -> parse(word).stream()).toList();
    }

    @Override
    public String word() {
        return word;
    }

    /** The kind of thing that ended, as its own view names it. */
    public String object() {
        return word.substring(0, word.lastIndexOf('.'));
    }

    /** How it ended, as its own view says it. */
    public String status() {
        return status;
    }
}
