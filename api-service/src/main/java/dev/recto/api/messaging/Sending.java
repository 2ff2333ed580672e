package dev.recto.api.messaging;

import java.util.List;
import java.util.Optional;

/**
 * How far a batch came.
 *
 * @param unsent what the broker did not acknowledge; it may have it nevertheless
 * @param failure the first one, empty where nothing is unsent
 */
public record Sending<T>(List<Outgoing<T>> unsent, Optional<NotSentException> failure) {}
