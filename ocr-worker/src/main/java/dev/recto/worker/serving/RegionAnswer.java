package dev.recto.worker.serving;

import dev.recto.worker.regions.Region;
import java.util.Optional;

/**
 * What became of a region.
 *
 * @param answer empty where nothing was asked, or nothing answered
 * @param text of the answer, as the page's markdown may have it
 * @param failed whether it was to be read and could not be
 */
record RegionAnswer(Region region, Optional<Answer> answer, String text, boolean failed) {
    static RegionAnswer of(Region region, Answer answer, String text) {
        return new RegionAnswer(region, Optional.of(answer), text, false);
    }

    static RegionAnswer unread(Region region) {
        return new RegionAnswer(region, Optional.empty(), "", false);
    }

    static RegionAnswer failed(Region region) {
        return new RegionAnswer(region, Optional.empty(), "", true);
    }

    boolean succeeded() {
        return answer.isPresent();
    }
}
