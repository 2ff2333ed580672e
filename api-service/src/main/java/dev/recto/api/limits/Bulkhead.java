package dev.recto.api.limits;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a bounded number of tasks run at a time, each organisation its share, the others in turns over the organisations. */
public final class Bulkhead {
    private final int places;
    private final Share share;
    private final Map<UUID, Integer> running = new HashMap<>();
    /** In the order of their turns. */
    private final Map<UUID, Queue<Promise<Void>>> waiting = new LinkedHashMap<>();

    private int taken;

    public Bulkhead(int places, Share share) {
        this.places = places;
        this.share = share;
    }

    public <T> Future<T> run(UUID organisation, Supplier<Future<T>> task) {
        return enter(organisation)
                .compose(entered ->
                        Future.succeededFuture().compose(begun -> task.get()).onComplete(ended -> leave(organisation)));
    }

    /** Waits for its turn: for virtual threads. */
    public void runHere(UUID organisation, Runnable task) {
        enter(organisation).toCompletionStage().toCompletableFuture().join();
        try {
            task.run();
        } finally {
            leave(organisation);
        }
    }

    private Future<Void> enter(UUID organisation) {
        Promise<Void> turn = Promise.promise();
        synchronized (this) {
            waiting.computeIfAbsent(organisation, first -> new ArrayDeque<>()).add(turn);
        }
        letIn();
        return turn.future();
    }

    private void leave(UUID organisation) {
        synchronized (this) {
            taken--;
            running.computeIfPresent(organisation, (id, count) -> count == 1 ? null : count - 1);
        }
        letIn();
    }

    private void letIn() {
        for (Promise<Void> next = next(); next != null; next = next()) {
            next.complete();
        }
    }

    private synchronized @Nullable Promise<Void> next() {
        for (Map.Entry<UUID, Queue<Promise<Void>>> each : waiting.entrySet()) {
            if (mayEnter(each.getKey())) {
                return enterFirst(each.getKey(), each.getValue());
            }
        }
        return null;
    }

    private boolean mayEnter(UUID organisation) {
        int own = running.getOrDefault(organisation, 0);
        return taken < places && (own == 0 || share.allows(own + 1, taken - own, places));
    }

    /** Those that wait behind it have their turn after the other organisations. */
    private Promise<Void> enterFirst(UUID organisation, Queue<Promise<Void>> queue) {
        waiting.remove(organisation);
        Promise<Void> first = queue.remove();
        if (!queue.isEmpty()) {
            waiting.put(organisation, queue);
        }
        taken++;
        running.merge(organisation, 1, Integer::sum);
        return first;
    }
}
