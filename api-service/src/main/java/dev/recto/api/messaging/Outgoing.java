package dev.recto.api.messaging;

import dev.recto.tracing.TraceParent;

/**
 * A message to be sent, its value becoming JSON.
 *
 * @param trace what it belongs to
 */
public record Outgoing<T>(String topic, String key, T value, TraceParent trace) {}
