package dev.recto.model;

import java.util.List;

/**
 * A model that a worker serves.
 *
 * @param slots pages the worker reads at the same time
 * @param capabilities what the model can deliver
 */
public record ServedModel(
        String id,
        String name,
        String ownedBy,
        String description,
        int maxContextLength,
        int slots,
        List<ModelCapability> capabilities) {
    public ServedModel withSlots(int other) {
        return new ServedModel(id, name, ownedBy, description, maxContextLength, other, capabilities);
    }
}
