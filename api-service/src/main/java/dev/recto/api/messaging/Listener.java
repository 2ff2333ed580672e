package dev.recto.api.messaging;

import java.util.List;

/** Who hears the messages of a topic. */
@FunctionalInterface
public interface Listener<T> {
    /**
     * Hears messages in order, or that there are none though the broker answers.
     *
     * @param all whether nothing of what was said is still to be heard
     */
    void hear(List<Heard<T>> messages, boolean all);
}
