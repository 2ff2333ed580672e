package dev.recto.api.limits;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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
    private final Map<UUID, Queue<Turn>> waiting = new LinkedHashMap<>();

    private int taken;

    /** @param context in which whoever waits for it goes on: not in that of the one who leaves */
    private record Turn(Promise<Void> come, @Nullable Context context) {
        void begin() {
            if (context == null) {
                come.complete();
            } else {
                context.runOnContext(free -> come.complete());
            }
        }
    }

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
        Turn turn = new Turn(Promise.promise(), Vertx.currentContext());
        synchronized (this) {
            waiting.computeIfAbsent(organisation, first -> new ArrayDeque<>()).add(turn);
        }
        letIn();
        return turn.come().future();
    }

    private void leave(UUID organisation) {
        synchronized (this) {
            taken--;
            running.computeIfPresent(organisation, (id, count) -> count == 1 ? null : count - 1);
        }
        letIn();
    }

    private void letIn() {
        for (Turn next = next(); next != null; next = next()) {
            next.begin();
        }
    }

    private synchronized @Nullable Turn next() {
        for (Map.Entry<UUID, Queue<Turn>> each : waiting.entrySet()) {
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
    private Turn enterFirst(UUID organisation, Queue<Turn> queue) {
        waiting.remove(organisation);
        Turn first = queue.remove();
        if (!queue.isEmpty()) {
            waiting.put(organisation, queue);
        }
        taken++;
        running.merge(organisation, 1, Integer::sum);
        return first;
    }
}
