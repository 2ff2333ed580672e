package dev.recto.model;

import java.util.UUID;

/**
 * A picture of a page that somebody waits for.
 *
 * @param id of what is made, see {@link ObjectKeys#copyPrefix}
 * @param page counted from 0
 */
public record PageDrawing(UUID id, int page) {}
