package dev.recto.api.kafka;

/** A message to be sent, its value becoming JSON. */
public record Outgoing<T>(String topic, String key, T value) {}
