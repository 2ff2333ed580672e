package dev.recto.api.ocr.request;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.ocr.request.DocumentSource.Inline;
import dev.recto.api.ocr.request.DocumentSource.StoredFileSource;
import dev.recto.api.ocr.request.DocumentSource.Url;
import dev.recto.api.web.input.Characters;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.web.input.Text;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The field {@code document}, in the forms of all clients. */
public final class DocumentField {
    private static final String NAME = "document";
    private static final int LONGEST_URL = 8192;

    /** The words of {@code type}; each is the name of the field that goes with it, but for three. */
    enum Type {
        DOCUMENT_URL,
        IMAGE_URL,
        CONTENT,
        BASE64,
        FILE_ID,
        FILE
    }

    private final JsonFields fields;

    private DocumentField(JsonFields fields) {
        this.fields = fields;
    }

    /** @return the document; empty if there is a problem with it, which is noted */
    public static Optional<DocumentSource> read(JsonFields body) {
        if (!body.has(NAME)) {
            throw missing();
        }
        return body.object(NAME).flatMap(fields -> new DocumentField(fields).source());
    }

    private Optional<DocumentSource> source() {
        fields.text("document_name", 255);
        if (fields.has("type")) {
            return fields.choice("type", Type.class).flatMap(this::of);
        }
        List<Type> given = List.of(Type.DOCUMENT_URL, Type.IMAGE_URL, Type.CONTENT, Type.BASE64, Type.FILE_ID).stream()
                .filter(type -> fields.has(field(type)))
                .toList();
        if (given.isEmpty()) {
            throw missing();
        }
        if (given.size() > 1) {
            fields.problem(
                    field(given.get(1)), "only one document may be given, or its type must be named", "value_error");
            return Optional.empty();
        }
        return of(given.getFirst());
    }

    private static String field(Type type) {
        return switch (type) {
            case DOCUMENT_URL -> "document_url";
            case IMAGE_URL -> "image_url";
            case CONTENT -> "document_content";
            case BASE64 -> "content";
            case FILE_ID, FILE -> "file_id";
        };
    }

    private Optional<DocumentSource> of(Type type) {
        String field = field(type);
        if (!fields.has(field)) {
            throw new ApiException(ErrorCode.MISSING_DOCUMENT).param(NAME + "." + field);
        }
        return switch (type) {
            case DOCUMENT_URL -> fields.text(field).flatMap(text -> url(field, text));
            case IMAGE_URL -> imageUrl(field);
            case CONTENT, BASE64 -> fields.text(field).map(text -> new Inline(text, NAME + "." + field));
            case FILE_ID, FILE -> file(field);
        };
    }

    private Optional<DocumentSource> imageUrl(String field) {
        if (!fields.isObject(field)) {
            return fields.text(field).flatMap(text -> url(field, text));
        }
        return fields.object(field).flatMap(wrapped -> {
            if (!wrapped.has("url")) {
                wrapped.problem("url", "is missing", "missing");
                return Optional.empty();
            }
            return wrapped.text("url").flatMap(text -> url(field, text));
        });
    }

    private Optional<DocumentSource> url(String field, Text text) {
        if (text.startsWith("data:")) {
            return Optional.of(new Inline(text, NAME + "." + field));
        }
        if (text instanceof Text.Short url && Characters.count(url.value()) <= LONGEST_URL) {
            return Optional.of(new Url(url.value().strip(), NAME + "." + field));
        }
        fields.problem(field, "must have at most " + LONGEST_URL + " characters", "string_too_long");
        return Optional.empty();
    }

    private Optional<DocumentSource> file(String field) {
        @Nullable String organisation = fields.text("org_id", 255).orElse(null);
        return fields.text(field, 255).map(id -> new StoredFileSource(fileId(id), organisation));
    }

    public static UUID fileId(String text) {
        return UuidText.parse(text, ErrorCode.INVALID_FILE_ID, "file_id");
    }

    private static ApiException missing() {
        return new ApiException(ErrorCode.MISSING_DOCUMENT).param(NAME);
    }
}
