package dev.recto.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * A model that a worker serves.
 *
 * @param slots pages the worker reads at the same time
 * @param capabilities what the model can deliver
 * @param queue which of the model's queues the worker takes pages from, counted from 0
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

        int queue) {
    /** From the first queue. */
    public ServedModel(
            String id,
            String name,
            String ownedBy,
            String description,
            int maxContextLength,
            int slots,
            List<ModelCapability> capabilities) {
        this(id, name, ownedBy, description, maxContextLength, slots, capabilities, 0);
    }

    public ServedModel withSlots(int other) {
        return new ServedModel(id, name, ownedBy, description, maxContextLength, other, capabilities, queue);
    }

    public ServedModel fromQueue(int other) {
        return new ServedModel(id, name, ownedBy, description, maxContextLength, slots, capabilities, other);
    }
}
