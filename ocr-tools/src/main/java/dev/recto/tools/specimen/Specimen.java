package dev.recto.tools.specimen;

import dev.recto.worker.reader.ImagePage;

/**
 * A page and what stands on it.
 *
 * @param name what makes it hard to read
 * @param truth its words, in reading order
 */
public record Specimen(String name, ImagePage page, String truth) {
    @Override
    public String toString() {
        return name;
    }
}
