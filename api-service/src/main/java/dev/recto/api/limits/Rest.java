package dev.recto.api.limits;

import io.vertx.core.Future;

/** What a task leaves behind that still takes what there are few of: its place is nobody else's before that is over. */
public final class Rest {
    private Future<?> over = Future.succeededFuture();

    public synchronized void until(Future<?> end) {
        over = Future.join(over, end);
    }

    public synchronized Future<?> over() {
        return over;
    }
}
