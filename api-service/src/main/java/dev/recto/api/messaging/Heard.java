package dev.recto.api.messaging;

import java.time.Duration;

/**
 * A message that reached this pod.
 *
 * @param before how long it had been sent when this pod began to listen; zero for what was sent since
 */
public record Heard<T>(T message, Duration before) {}
