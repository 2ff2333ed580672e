package dev.recto.worker.serving;

import dev.recto.worker.regions.Region;
import java.util.Optional;

/**
 * What became of a region.
 *
 * @param answer empty where nothing was asked, or nothing answered
 * @param failed whether it was to be read and could not be
 */
record RegionAnswer(Region region, Optional<Answer> answer, boolean failed) {
    static RegionAnswer of(Region region, Answer answer) {
        return new RegionAnswer(region, Optional.of(answer), false);
    }

    static RegionAnswer unread(Region region) {
        return new RegionAnswer(region, Optional.empty(), false);
    }

    static RegionAnswer failed(Region region) {
        return new RegionAnswer(region, Optional.empty(), true);
    }

    boolean succeeded() {
        return answer.isPresent();
    }
}
