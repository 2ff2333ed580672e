package dev.recto.api.ocr.opper;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.ocr.request.DocumentField;
import dev.recto.api.ocr.request.DocumentSource;
import dev.recto.api.ocr.request.LanguagesField;
import dev.recto.api.ocr.request.OcrRequest;
import dev.recto.api.ocr.request.PagesField;
import dev.recto.api.ocr.request.PasswordField;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.AnswerForm.Dialect;
import dev.recto.api.reading.AnswerForm.TableFormat;
import dev.recto.api.reading.AnswerForm.TextFormat;
import dev.recto.api.reading.DoclingHints;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.WebhookField;
import dev.recto.model.DocumentPassword;
import dev.recto.model.PictureAnnotation;
import dev.recto.model.ReadOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body of {@code /v2/ocr}: model and document are required, and everything else is an option. */
final class OpperFields {
    private static final int LONGEST = 200;

    private OpperFields() {}

    /** Fails with a 422 that names every field at fault. */
    static OcrRequest read(JsonFields fields) {
        Optional<String> model = model(fields);
        Optional<DocumentSource> document = document(fields);
        PageSelection pages = PagesField.read(fields);
        boolean pixels = fields.flag("include_image_base64", false);
        Optional<Integer> imageLimit = fields.integer("image_limit", 1);
        int imageMinSize = fields.integer("image_min_size", 1).orElse(0);
        Optional<JsonFields> mistral = fields.object("mistral_extra");
        Optional<PictureAnnotation> pictureAnnotation = mistral.flatMap(
                        extra -> SchemaField.read(extra, "bbox_annotation_format"))
                .map(asked -> new PictureAnnotation(asked, imageLimit.orElse(null), imageMinSize));
        @Nullable
        String schema = mistral.flatMap(extra -> SchemaField.read(extra, "document_annotation_format"))
                .orElse(null);
        Optional<JsonFields> docling = fields.object("docling_extra");
        AnswerForm form = new AnswerForm(
                Dialect.V2,
                pixels,
                false,
                mistral.flatMap(extra -> extra.choice("table_format", TableFormat.class))
                        .orElse(null),
                mistral.isPresent() && mistral.get().flag("extract_header", false),
                mistral.isPresent() && mistral.get().flag("extract_footer", false),
                null,
                imageLimit.orElse(null),
                imageMinSize,
                schema != null,
                pictureAnnotation.isPresent(),
                true,
                false,
                false,
                docling.flatMap(OpperFields::textFormat).orElse(null),
                docling.map(OpperFields::hints).orElse(null),
                List.of(),
                null);
        Optional<DocumentPassword> password = PasswordField.read(fields);
        Optional<Webhook> webhook = WebhookField.read(fields, WebhookEvent.OF_JOBS);
        List<String> languages = LanguagesField.read(fields);
        fields.check();
        ReadOptions options = new ReadOptions(
                null,
                schema == null ? null : AnswerForm.FILL_SCHEMA,
                schema,
                pictureAnnotation.orElse(null),
                true,
                false,
                pixels,
                form.header(),
                form.footer(),
                false,
                languages);
        return new OcrRequest(model, document.orElseThrow(), pages, options, form, password, webhook);
    }

    private static Optional<String> model(JsonFields fields) {
        Optional<String> model = fields.text("model", LONGEST);
        if (!fields.has("model")) {
            fields.problem("model", "is missing", "missing");
        } else if (model.filter(String::isEmpty).isPresent()) {
            fields.problem("model", "must not be empty", "string_too_short");
        }
        return model;
    }

    private static Optional<DocumentSource> document(JsonFields fields) {
        try {
            return DocumentField.read(fields);
        } catch (ApiException missing) {
            if (missing.code() != ErrorCode.MISSING_DOCUMENT) {
                throw missing;
            }
            fields.problem("document", "is missing or names no document", "missing");
            return Optional.empty();
        }
    }

    /** Most models have no choice about these: there they are only looked at for their type. */
    private static DoclingHints hints(JsonFields docling) {
        boolean force = docling.flag("force_ocr", false);
        return new DoclingHints(
                docling.text("ocr_engine", LONGEST).orElse(null),
                docling.has("force_ocr") ? force : null,
                docling.text("table_mode", LONGEST).orElse(null));
    }

    private static Optional<TextFormat> textFormat(JsonFields docling) {
        return docling.text("output_format", LONGEST).flatMap(word -> switch (word.toLowerCase(Locale.ROOT)) {
            case "text" -> Optional.of(TextFormat.TEXT);
            case "markdown" -> Optional.of(TextFormat.MARKDOWN);
            default -> Optional.empty();
        });
    }
}
