package dev.recto.api.fetch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets a bounded number of tasks run at a time, the others in the order they came. */
final class Bulkhead {
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int permits;

    Bulkhead(int permits) {
        this.permits = permits;
    }

    <T> Future<T> run(Supplier<Future<T>> task) {
        return enter().compose(entered -> task.get().onComplete(ended -> leave()));
    }

    private synchronized Future<Void> enter() {
        if (permits > 0) {
            permits--;
            return Future.succeededFuture();
        }
        Promise<Void> turn = Promise.promise();
        waiting.add(turn);
        return turn.future();
    }

    private void leave() {
        Promise<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                permits++;
            }
        }
        if (next != null) {
            next.complete();
        }
    }
}
