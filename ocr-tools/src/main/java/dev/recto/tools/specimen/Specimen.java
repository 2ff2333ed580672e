package dev.recto.tools.specimen;

import dev.recto.worker.reader.ImagePage;
import java.util.List;

/**
 * A page and what stands on it.
 *
 * @param name what makes it hard to read
 * @param truth its words, in reading order
 * @param regions as they were drawn, before anything happened to the page; none where nobody kept them
 */
public record Specimen(String name, ImagePage page, String truth, List<TrueRegion> regions) {
    @Override
    public String toString() {
        return name;
    }
}
