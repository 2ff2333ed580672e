package dev.recto.api.jobs.dispatch;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Pace;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.messaging.MessageSender;
import dev.recto.api.messaging.NotSentException;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.messaging.Sending;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Sends a queue's rows whenever its bell rings. Each is sent at least once: what the broker acknowledged is committed, the rest waits
 * on. Nothing is waited for within the transaction but that; a broker that is away is noticed before it begins.
 */
final class Dispatch<T> implements AutoCloseable {
    /** Then the pod that has the queue is mostly done; each time it isn't, twice as long. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final WorkQueue<T> queue;
    private final Database database;
    private final MessageSender sender;
    private final JobMeters meters;
    private final Timer claiming;
    private final Duration poll;
    private final Bell bell;
    private volatile int offered;
    private volatile boolean rung;

    Dispatch(WorkQueue<T> queue, Database database, MessageSender sender, JobMeters meters, Pace pace) {
        this.queue = queue;
        this.database = database;
        this.sender = sender;
        this.meters = meters;
        this.claiming = meters.claiming(queue.topic());
        this.poll = pace.busy();
        this.bell = new Bell(queue.topic(), pace, this::send).start();
    }

    void ring() {
        rung = true;
        bell.ring();
    }

    /** Workers that have come are rung for; it costs nothing to ask. */
    void ringIfWindowChanged() {
        if (queue.window() != offered) {
            ring();
        }
    }

    /** Goes on until the queue was its own for once: what came behind the other pod's back would wait for the next ring. */
    private boolean send() {
        boolean wanted = rung;
        rung = false;
        offered = queue.window();
        if (offered == 0 || !wanted && !queue.anyWaits(database)) {
            return false;
        }
        Duration pause = FIRST_PAUSE;
        Optional<Integer> sent = sendUnlessTaken(offered);
        while (sent.isEmpty()) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            pause = pause.multipliedBy(2).compareTo(poll) < 0 ? pause.multipliedBy(2) : poll;
            sent = sendUnlessTaken(offered);
        }
        return sent.get() > 0;
    }

    /** @return how many were sent; nothing where another pod has the queue */
    private Optional<Integer> sendUnlessTaken(int window) {
        queue.topics().forEach(sender::prepare);
        Optional<Sent> sent =
                database.transaction(sql -> Objects.requireNonNull(claiming.record(() -> queue.claim(sql, window)))
                        .map(claims -> send(sql, claims)));
        sent.flatMap(Sent::failure).ifPresent(failure -> {
            throw failure;
        });
        return sent.map(Sent::tasks);
    }

    private record Sent(int tasks, Optional<NotSentException> failure) {}

    private Sent send(Sql sql, List<Claim<T>> claims) {
        Sending<T> sending = sender.send(claims.stream().map(Claim::message).toList());
        Set<Outgoing<T>> unsent = Set.copyOf(sending.unsent());
        if (!unsent.isEmpty()) {
            queue.giveBack(sql, unsent.stream().map(Outgoing::value).toList());
        }
        sql.afterCommit(() -> claims.stream()
                .filter(claim -> !unsent.contains(claim.message()))
                .flatMap(claim -> claim.reached().stream())
                .forEach(meters::reached));
        return new Sent(claims.size(), sending.failure());
    }

    @Override
    public void close() {
        bell.close();
    }
}
