package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a page in reading order: the characters {@code [start, end)} of {@link PageResult#markdown()}, exactly.
 *
 * @param box where it lies, null where the model does not say
 * @param confidence certainty of its text, null where the model does not say
 * @param typeConfidence certainty that it is a block of this type, in 0..1; null where the model does not say
 * @param picture index into {@link PageResult#pictures()} for {@link BlockType#IMAGE}, else null
 */
public record Block(
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
        BlockType type,

        @Nullable Box box,
        int start,
        int end,
        @Nullable Integer picture,
        @Nullable Confidence confidence,
        @Nullable Double typeConfidence) {
    public Block(
            BlockType type,
            @Nullable Box box,
            int start,
            int end,
            @Nullable Integer picture,
            @Nullable Confidence confidence) {
        this(type, box, start, end, picture, confidence, null);
    }

    /** The same at another place. */
    public Block at(@Nullable Box place) {
        return new Block(type, place, start, end, picture, confidence, typeConfidence);
    }
}
