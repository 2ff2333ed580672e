package dev.recto.api.jobs.dispatch;

import dev.recto.api.models.QueueShare;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/**
 * Chooses among a model's queues at random, by their free slots; by all their slots while none is free, as far as is known. So none stays behind:
 * one whose workers have nothing to do has slots free, and gets what comes.
 */
final class QueueChoice {
    private static final int FIRST = 0;

    private final List<QueueShare> shares;
    private final RandomGenerator random;

    QueueChoice(List<QueueShare> shares, RandomGenerator random) {
        this.shares = shares;
        this.random = random;
    }

    /** The number of a queue from which somebody takes; the first where nobody takes from any. */
    int next() {
        if (shares.size() < 2) {
            return shares.isEmpty() ? FIRST : shares.getFirst().queue();
        }
        boolean free = shares.stream().anyMatch(share -> share.free() > 0);
        return next(free ? QueueShare::free : QueueShare::slots);
    }

    private int next(ToIntFunction<QueueShare> weight) {
        int all = shares.stream().mapToInt(weight).sum();
        int drawn = all == 0 ? 0 : random.nextInt(all);
        for (QueueShare share : shares) {
            drawn -= weight.applyAsInt(share);
            if (drawn < 0) {
                return share.queue();
            }
        }
        return shares.getLast().queue();
    }
}
