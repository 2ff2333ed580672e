package dev.recto.worker.regions;

/**
 * A part of a page's markdown.
 *
 * @param text empty for a picture, which is given a mark of its own
 */
public record PageBlock(Region region, String text) {
    Treatment treatment() {
        return region.treatment();
    }

    PageBlock withText(String other) {
        return new PageBlock(region, other);
    }
}
