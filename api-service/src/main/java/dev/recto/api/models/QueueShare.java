package dev.recto.api.models;

/**
 * What the live workers of one of a model's queues can take.
 *
 * @param queue counted from 0
 * @param free slots of which nothing is known to be in them
 */
public record QueueShare(int queue, int slots, int free) {
    QueueShare and(QueueShare other) {
        return new QueueShare(queue, slots + other.slots, free + other.free);
    }
}
