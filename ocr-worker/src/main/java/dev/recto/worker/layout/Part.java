package dev.recto.worker.layout;

import dev.recto.model.BlockType;
import java.util.List;

/**
 * A part of a page whose kind was known before it was read, in reading order with the others.
 *
 * @param level of a heading, 1 the largest; nothing for other kinds
 * @param certainty that it is of this kind, in 0..1
 * @param content what the engine found in it; of a picture, itself
 */
public record Part(BlockType type, int level, double certainty, List<Region> content) {
    public Part with(List<Region> other) {
        return new Part(type, level, certainty, other);
    }
}
