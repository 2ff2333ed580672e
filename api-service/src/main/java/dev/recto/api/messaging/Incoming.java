package dev.recto.api.messaging;

import java.util.List;

/** What consumes the messages of a topic. */
@FunctionalInterface
public interface Incoming<T> {
    /** Takes the messages in order; if it fails they come again. */
    void take(List<T> messages);
}
