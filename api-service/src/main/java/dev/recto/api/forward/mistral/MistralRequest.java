package dev.recto.api.forward.mistral;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.reading.AnswerForm;
import dev.recto.model.PictureAnnotation;
import dev.recto.model.ReadOptions;
import dev.recto.model.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of Mistral's request besides the document; what the client did not ask for is left out. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record MistralRequest(
        String model,
        @Nullable List<Integer> pages,
        @JsonProperty("include_image_base64") @Nullable Boolean includeImageBase64,
        @Nullable Integer imageLimit,
        @Nullable Integer imageMinSize,
        @Nullable String tableFormat,
        @Nullable Boolean extractHeader,
        @Nullable Boolean extractFooter,
        @Nullable Boolean includeBlocks,
        @Nullable String confidenceScoresGranularity,
        @Nullable SchemaFormat bboxAnnotationFormat,
        @Nullable SchemaFormat documentAnnotationFormat,
        @Nullable String documentAnnotationPrompt) {
    /** Goes with an instruction that came without a schema: Mistral wants one. */
    private static final String TEXT_SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}},\"required\":[\"text\"]}";

    record SchemaFormat(
            String type, @JsonProperty("json_schema") Schema schema) {
        static SchemaFormat of(String name, String schema) {
            return new SchemaFormat("json_schema", new Schema(name, schema));
        }
    }

    record Schema(String name, @JsonRawValue String schema) {}

    /** @param model without {@code mistral/} */
    static MistralRequest of(String model, ForwardedJob job, AnswerForm form) {
        ReadOptions options = job.options();
        Integer[] pages = job.pages().array();
        PictureAnnotation pictures = options.pictureAnnotation();
        String prompt = options.annotationPrompt();
        String schema = options.annotationSchema() == null && prompt != null ? TEXT_SCHEMA : options.annotationSchema();
        return new MistralRequest(
                model,
                pages == null ? null : Arrays.asList(pages),
                ifTrue(options.crops()),
                form.imageLimit(),
                form.imageMinSize() == 0 ? null : form.imageMinSize(),
                form.tables() == null ? null : Words.of(form.tables()),
                ifTrue(form.header()),
                ifTrue(form.footer()),
                ifTrue(form.blocks() || form.dialect() == AnswerForm.Dialect.V2),
                form.scores() == null ? null : Words.of(form.scores()),
                pictures == null ? null : SchemaFormat.of("picture", pictures.schema()),
                schema == null ? null : SchemaFormat.of("document", schema),
                AnswerForm.FILL_SCHEMA.equals(prompt) ? null : prompt);
    }

    private static @Nullable Boolean ifTrue(boolean flag) {
        return flag ? true : null;
    }
}
