package dev.recto.api.ocr;

import dev.recto.api.jobs.PageSelection;
import dev.recto.model.ReadOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked request.
 *
 * @param model id or alias as given; empty for the default
 */
public record OcrRequest(
        Optional<String> model, DocumentSource document, PageSelection pages, ReadOptions options, AnswerForm form) {
    /**
     * The body of {@code /v1/ocr}.
     *
     * @param organisation that the request's header names; the one that the document names goes before it
     */
    static OcrRequest parse(Fields fields, @Nullable String organisation) {
        Optional<DocumentSource> document = DocumentField.read(fields);
        OptionFields options = OptionFields.read(fields);
        fields.check();
        return options.of(document.orElseThrow().ownedBy(organisation));
    }

    OcrRequest orModel(Optional<String> otherwise) {
        return new OcrRequest(model.or(() -> otherwise), document, pages, options, form);
    }
}
