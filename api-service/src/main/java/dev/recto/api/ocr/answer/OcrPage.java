package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.model.PageDimensions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of an answer, in the contract's words. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OcrPage(
        int index,
        String markdown,
        List<Image> images,
        List<Table> tables,
        List<String> hyperlinks,
        @Nullable String header,
        @Nullable String footer,
        PageDimensions dimensions,
        @Nullable PageScores confidenceScores,
        @Nullable List<PageBlock> blocks,
        @Nullable List<Element> elements) {

    record Size(int width, int height) {}

    /** @param imageBase64 a {@code data:} URI, null where pixels were not asked for */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Image(
            String id,
            @JsonProperty("top_left_x") int left,
            @JsonProperty("top_left_y") int top,
            @JsonProperty("bottom_right_x") int right,
            @JsonProperty("bottom_right_y") int bottom,
            @JsonProperty("image_base64") @Nullable String imageBase64,
            @Nullable String imageAnnotation,
            Size dimensions) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Table(
            String id,
            String content,
            String format,
            @Nullable List<WordScoreView> wordConfidenceScores) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record WordScoreView(String text, double confidence, int startIndex) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PageScores(
            double averagePageConfidenceScore,
            double minimumPageConfidenceScore,
            @JsonInclude(Include.NON_NULL) @Nullable List<WordScoreView> wordConfidenceScores) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    record PageBlock(
            String type,
            @JsonProperty("top_left_x") int left,
            @JsonProperty("top_left_y") int top,
            @JsonProperty("bottom_right_x") int right,
            @JsonProperty("bottom_right_y") int bottom,
            String content,
            @Nullable String imageId,
            @Nullable String tableId,
            @Nullable BlockScores confidenceScores) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record BlockScores(
            @Nullable Double averageContentConfidenceScore,
            @Nullable Double minimumContentConfidenceScore,
            @Nullable Double blockTypeConfidenceScore) {}

    record Element(
            String type,
            @Nullable String label,
            @Nullable String text,
            @Nullable BoundingBox bbox,
            @Nullable ElementData data) {}

    record BoundingBox(
            double l,
            double t,
            double r,
            double b,
            @JsonProperty("coord_origin") String origin) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    record ElementData(@Nullable String imageId, @Nullable String html) {}
}
