package dev.recto.api.ocr.request;

import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.webhook.Webhook;
import dev.recto.model.DocumentPassword;
import dev.recto.model.ReadOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked request.
 *
 * @param model id or alias as given; empty for the default
 * @param password that opens the document
 * @param webhook whom to tell of its end
 */
public record OcrRequest(
        Optional<String> model,
        DocumentSource document,
        PageSelection pages,
        ReadOptions options,
        AnswerForm form,
        Optional<DocumentPassword> password,
        Optional<Webhook> webhook) {
    /** The body of {@code /v1/ocr}. */
    public static OcrRequest parse(JsonFields fields) {
        Optional<DocumentSource> document = DocumentField.read(fields);
        OptionFields options = OptionFields.read(fields);
        fields.check();
        return options.of(document.orElseThrow());
    }

    /** The same, its stored file belonging to this organisation unless the document names one itself. */
    public OcrRequest ownedBy(@Nullable String organisation) {
        return new OcrRequest(model, document.ownedBy(organisation), pages, options, form, password, webhook);
    }

    public OcrRequest orModel(Optional<String> otherwise) {
        return new OcrRequest(model.or(() -> otherwise), document, pages, options, form, password, webhook);
    }
}
