package dev.recto.api.jobs.dispatch;

import dev.recto.api.jobs.Reached;
import dev.recto.api.messaging.Outgoing;
import java.util.Optional;

/**
 * A row that a worker is to be told of.
 *
 * @param reached what its job has come to by that; empty where it had been there before
 */
record Claim<T>(Outgoing<T> message, Optional<Reached> reached) {}
