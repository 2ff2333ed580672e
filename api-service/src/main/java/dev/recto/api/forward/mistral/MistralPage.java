package dev.recto.api.forward.mistral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of Mistral's answer. Nothing can be relied on to be there. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MistralPage(
        @Nullable Integer index,
        @Nullable String markdown,
        @Nullable List<Image> images,
        @Nullable List<Table> tables,
        @Nullable List<String> hyperlinks,
        @Nullable String header,
        @Nullable String footer,
        @Nullable Dimensions dimensions,
        @Nullable Scores confidenceScores,
        @Nullable List<PageBlock> blocks) {
    record Dimensions(int width, int height, int dpi) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Image(
            @Nullable String id,
            @JsonProperty("top_left_x") @Nullable Integer left,
            @JsonProperty("top_left_y") @Nullable Integer top,
            @JsonProperty("bottom_right_x") @Nullable Integer right,
            @JsonProperty("bottom_right_y") @Nullable Integer bottom,
            @JsonProperty("image_base64") @Nullable String imageBase64,
            @Nullable String imageAnnotation) {}

    record Table(@Nullable String id, @Nullable String content) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Scores(
            @Nullable Double averagePageConfidenceScore,
            @Nullable Double minimumPageConfidenceScore,
            @Nullable List<Word> wordConfidenceScores) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Word(@Nullable String text, double confidence, int startIndex) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PageBlock(
            @Nullable String type,
            @JsonProperty("top_left_x") @Nullable Integer left,
            @JsonProperty("top_left_y") @Nullable Integer top,
            @JsonProperty("bottom_right_x") @Nullable Integer right,
            @JsonProperty("bottom_right_y") @Nullable Integer bottom,
            @Nullable String content,
            @Nullable String imageId,
            @Nullable String tableId,
            @Nullable BlockScores confidenceScores) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record BlockScores(
            @Nullable Double averageContentConfidenceScore,
            @Nullable Double minimumContentConfidenceScore) {}
}
