package dev.recto.api.ocr.request;

import dev.recto.api.web.input.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a request says its document is. */
public sealed interface DocumentSource {
    /** @param url http or https, as the client gave it */
    record Url(String url, String param) implements DocumentSource {}

    /** @param text base64, bare or as a {@code data:} URI */
    record Inline(Text text, String param) implements DocumentSource {}

    record StoredFileSource(UUID file, @Nullable String organisation) implements DocumentSource {}

    /** The same, a stored file being looked for in this organisation unless it names one itself. */
    default DocumentSource ownedBy(@Nullable String organisation) {
        return this instanceof StoredFileSource file && file.organisation() == null
                ? new StoredFileSource(file.file(), organisation)
                : this;
    }
}
