package dev.recto.api.webhook.delivery;

import org.jspecify.annotations.Nullable;

/** @param status that the receiver answered with, null where it did not */
record Attempt(Outcome outcome, @Nullable Integer status) {}
