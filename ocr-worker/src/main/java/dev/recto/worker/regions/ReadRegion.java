package dev.recto.worker.regions;

import java.util.Optional;

/**
 * A region and what the model said of it.
 *
 * @param answer empty where it was not read, or could not be
 */
public record ReadRegion(Region region, Optional<String> answer) {}
