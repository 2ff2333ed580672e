package dev.recto.model;

import org.jspecify.annotations.Nullable;

/**
 * What is asked about each picture on a page.
 *
 * @param schema JSON Schema (as text) that {@link Picture#annotation()} should follow
 * @param limit most pictures of a page that it is asked about, the first ones; null for all
 * @param minSize pixels that both sides of such a picture have
 */
public record PictureAnnotation(String schema, @Nullable Integer limit, int minSize) {
    /** Whether it is asked about a picture, {@code before} being the number of those on the page that it was asked about. */
    public boolean isAbout(Box box, int before) {
        return box.width() >= minSize && box.height() >= minSize && (limit == null || before < limit);
    }
}
