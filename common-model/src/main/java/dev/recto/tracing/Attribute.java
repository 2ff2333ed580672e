package dev.recto.tracing;

import io.opentelemetry.api.common.AttributeKey;

/** All that spans say. There is nothing here for texts, names of files, addresses or keys, and nothing is to be added for them. */
public enum Attribute {
    METHOD("http.request.method"),
    /** The template, such as {@code /v1/files/{file_id}/ocr}: never the path. */
    ROUTE("http.route"),
    STATUS("http.response.status_code"),
    REQUEST("recto.request.id"),
    /** A constant of an enum or a class: messages of exceptions may quote documents. */
    ERROR("error.type"),

    JOB("recto.job.id"),
    BATCH("recto.batch.id"),
    ROW("recto.batch.row"),
    LANE("recto.lane"),
    ATTEMPT("recto.attempt"),
    BYTES("recto.document.bytes"),
    DOCUMENT_KIND("recto.document.kind"),
    PAGES("recto.document.pages"),
    PAGE("recto.page.number"),
    PROVIDER("recto.upstream"),

    MESSAGING_SYSTEM("messaging.system"),
    TOPIC("messaging.destination.name"),

    MODEL("gen_ai.request.model"),
    PROMPT_TOKENS("gen_ai.usage.input_tokens"),
    TOKENS("gen_ai.usage.output_tokens"),
    VIEWS("recto.vision.views"),
    QUEUE_MILLISECONDS("recto.vision.wait_ms"),
    SLOT_MILLISECONDS("recto.slot.wait_ms"),
    FINISH("recto.finish"),
    DPI("recto.draw.dpi");

    private final AttributeKey<String> text;
    private final AttributeKey<Long> number;

    Attribute(String name) {
        text = AttributeKey.stringKey(name);
        number = AttributeKey.longKey(name);
    }

    AttributeKey<String> text() {
        return text;
    }

    AttributeKey<Long> number() {
        return number;
    }
}
