package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model that a worker serves.
 *
 * @param slots pages the worker reads at the same time
 * @param capabilities what the model can deliver
 * @param queue which of the model's queues the worker takes pages from, counted from 0
 * @param languages that it reads one at a time, as Tesseract names them, the main one first; none from workers that don't say
 * @param version null from workers that don't say, and while one does not know it yet
 */
public record ServedModel(
        String id,
        String name,
        String ownedBy,
        String description,
        int maxContextLength,
        int slots,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) @JsonSetter(contentNulls = Nulls.SKIP)
        List<ModelCapability> capabilities,

        int queue,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ModelVersion version) {
    /** Those who know of no languages name none. */
    public ServedModel {
        languages = List.copyOf(Objects.requireNonNullElse(languages, List.of()));
    }

    /** From the first queue, and of languages and a version that it doesn't say. */
    public ServedModel(
            String id,
            String name,
            String ownedBy,
            String description,
            int maxContextLength,
            int slots,
            List<ModelCapability> capabilities) {
        this(id, name, ownedBy, description, maxContextLength, slots, capabilities, 0, List.of(), null);
    }

    public ServedModel withSlots(int other) {
        return new ServedModel(
                id, name, ownedBy, description, maxContextLength, other, capabilities, queue, languages, version);
    }

    public ServedModel fromQueue(int other) {
        return new ServedModel(
                id, name, ownedBy, description, maxContextLength, slots, capabilities, other, languages, version);
    }

    public ServedModel of(@Nullable ModelVersion other) {
        return new ServedModel(
                id, name, ownedBy, description, maxContextLength, slots, capabilities, queue, languages, other);
    }
}
