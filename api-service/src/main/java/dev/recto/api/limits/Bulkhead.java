package dev.recto.api.limits;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

    public <T> Future<T> run(UUID organisation, Function<Rest, Future<T>> task) {
        Rest rest = new Rest();
        return stand(organisation)
                .come()
                .future()
                .compose(entered -> Future.succeededFuture()
                        .compose(begun -> task.apply(rest))
                        .onComplete(ended -> rest.over().onComplete(over -> leave(organisation))));
    }

    /**
     * Waits for its turn: for virtual threads.
     *
     * @throws ApiException a 503 if that does not come in time
     */
    public void runHere(UUID organisation, Duration patience, Runnable task) {
        Turn turn = stand(organisation);
        boolean came = turn.come()
                .future()
                .map(true)
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (!came && goAway(organisation, turn)) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Too much is waiting at the moment.");
        }
        try {
            task.run();
        } finally {
            leave(organisation);
        }
    }

    private Turn stand(UUID organisation) {
        Turn turn = new Turn(Promise.promise(), Vertx.currentContext());
        synchronized (this) {
            waiting.computeIfAbsent(organisation, first -> new ArrayDeque<>()).add(turn);
        }
        letIn();
        return turn;
    }

    /** @return whether it was still waiting */
    private synchronized boolean goAway(UUID organisation, Turn turn) {
        Queue<Turn> queue = waiting.getOrDefault(organisation, new ArrayDeque<>());
        boolean waited = queue.remove(turn);
        if (queue.isEmpty()) {
            waiting.remove(organisation);
        }
        return waited;
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
