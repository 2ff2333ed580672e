package dev.recto.worker.task;

import java.time.Duration;
import org.jboss.logging.Logger;

/** A worker as others know it: by what it takes, what it holds and what it says. */
record Serving(HeldTasks held, Heartbeats heartbeats, Takers takers) {
    private static final Logger LOG = Logger.getLogger(Serving.class);

    /** Whether tasks are taken and replies get through. */
    boolean ready() {
        return heartbeats.heard() && takers.taking();
    }

    /** To be called when the drain has begun; returns when nothing is under way any more, or after that long. */
    void finish(Duration patience) throws InterruptedException {
        if (!takers.awaitEnd(patience) || !held.awaitNone(patience)) {
            LOG.warn("Pages were still under way at the end; others read them");
        }
        heartbeats.sayGoodbye();
    }
}
