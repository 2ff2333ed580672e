package dev.recto.api.ocr.request;

import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.AnswerForm.Dialect;
import dev.recto.api.reading.AnswerForm.Granularity;
import dev.recto.api.reading.AnswerForm.TableFormat;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.WebhookField;
import dev.recto.model.DocumentPassword;
import dev.recto.model.PictureAnnotation;
import dev.recto.model.ReadOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to read, as {@code /v1/ocr} and {@code /v1/files/{id}/ocr} take it.
 *
 * @param model id or alias as given; empty for the default
 */
public record OptionFields(
        Optional<String> model,
        PageSelection pages,
        ReadOptions options,
        AnswerForm form,
        Optional<DocumentPassword> password,
        Optional<Webhook> webhook) {
    private static final int LONGEST_PROMPT = 16_384;

    public static OptionFields read(JsonFields fields) {
        fields.text("id", 1000);
        @Nullable
        String schema =
                ResponseFormatField.read(fields, "document_annotation_format").orElse(null);
        @Nullable String instruction = instruction(fields, "document_annotation_prompt");
        if (instruction == null && schema != null) {
            instruction = AnswerForm.FILL_SCHEMA;
        }
        Optional<Integer> imageLimit = fields.integer("image_limit", 0);
        int imageMinSize = fields.integer("image_min_size", 0).orElse(0);
        Optional<PictureAnnotation> pictureAnnotation = ResponseFormatField.read(fields, "bbox_annotation_format")
                .map(asked -> new PictureAnnotation(asked, imageLimit.orElse(null), imageMinSize));
        boolean pictures = fields.flag("include_image_base64", false);
        boolean skipSpecialTokens = fields.flag("skip_special_tokens", true);
        TextLayerField textLayer = TextLayerField.read(fields);
        boolean header = fields.flag("extract_header", false);
        boolean footer = fields.flag("extract_footer", false);
        return new OptionFields(
                fields.text("model", 200),
                PagesField.read(fields),
                new ReadOptions(
                        instruction(fields, "prompt"),
                        instruction,
                        schema,
                        pictureAnnotation.orElse(null),
                        skipSpecialTokens,
                        textLayer == TextLayerField.ALWAYS,
                        pictures,
                        header,
                        footer,
                        textLayer == TextLayerField.CHECKED,
                        LanguagesField.read(fields)),
                new AnswerForm(
                        Dialect.V1,
                        pictures,
                        fields.flag("include_blocks", false),
                        fields.choice("table_format", TableFormat.class).orElse(null),
                        header,
                        footer,
                        fields.choice("confidence_scores_granularity", Granularity.class)
                                .orElse(null),
                        imageLimit.orElse(null),
                        imageMinSize,
                        instruction != null,
                        pictureAnnotation.isPresent(),
                        skipSpecialTokens,
                        textLayer == TextLayerField.ALWAYS,
                        textLayer == TextLayerField.CHECKED,
                        null,
                        null,
                        List.of(),
                        null),
                PasswordField.read(fields),
                WebhookField.read(fields, WebhookEvent.OF_JOBS));
    }

    public OcrRequest of(DocumentSource document) {
        return new OcrRequest(model, document, pages, options, form, password, webhook);
    }

    private static @Nullable String instruction(JsonFields fields, String name) {
        return fields.text(name, LONGEST_PROMPT).filter(text -> !text.isBlank()).orElse(null);
    }
}
