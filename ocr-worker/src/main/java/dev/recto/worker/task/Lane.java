package dev.recto.worker.task;

import dev.recto.model.PageFault;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.MessageSpans;
import dev.recto.tracing.Tracing;
import dev.recto.worker.reader.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * One task in flight: taken from a topic, worked on while its lock is renewed, answered, and only then acknowledged. A
 * worker therefore never holds a task that it has no place for, and one that dies loses nothing.
 */
final class Lane implements Runnable {
    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Renewals in one lock's time, so that a lost one does not lose the lock. */
    private static final int RENEWALS = 3;

    private final String topic;
    private final KafkaClients clients;
    private final TaskHandler handler;
    private final Outbox outbox;
    private final Drain drain;
    private final BooleanSupplier takes;
    private final Duration renewal;
    private final int maxDeliveries;
    private final Tracing tracing;
    private final TaskMeters meters;

    /** @param takes whether the lane may take another task */
    Lane(
            String topic,
            KafkaClients clients,
            TaskHandler handler,
            Outbox outbox,
            Drain drain,
            BooleanSupplier takes,
            Duration lock,
            int maxDeliveries,
            Tracing tracing,
            TaskMeters meters) {
        this.topic = topic;
        this.clients = clients;
        this.handler = handler;
        this.outbox = outbox;
        this.drain = drain;
        this.takes = takes;
        this.renewal = lock.dividedBy(RENEWALS);
        this.maxDeliveries = maxDeliveries;
        this.tracing = tracing;
        this.meters = meters;
    }

    /** Ends when the worker drains, its task finished or back in the queue. */
    @Override
    public void run() {
        while (!drain.begun()) {
            if (!takes.getAsBoolean()) {
                drain.awaitBegin(POLL);
                continue;
            }
            try {
                takeTasks();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Closing the consumer has given its task back.
                clients.outage().noticed("a lane starts anew", e);
                drain.awaitBegin(RETRY);
            }
        }
    }

    /** INVARIANT: a lane that takes nothing has no consumer, which would take a record behind its back. */
    private void takeTasks() throws InterruptedException {
        ShareConsumer<String, byte[]> consumer = clients.tasks();
        try {
            consumer.subscribe(List.of(topic));
            while (!drain.begun() && takes.getAsBoolean()) {
                take(consumer);
            }
        } finally {
            consumer.close(KafkaClients.CLOSE_TIMEOUT);
        }
    }

    private void take(ShareConsumer<String, byte[]> consumer) throws InterruptedException {
        Iterator<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).iterator();
        if (!records.hasNext()) {
            return;
        }
        ConsumerRecord<String, byte[]> record = records.next();
        // More than one comes only from several brokers at once; this lane has no place for them.
        records.forEachRemaining(more -> consumer.acknowledge(more, AcknowledgeType.RELEASE));
        Optional<AcknowledgeType> outcome = observed(new Lock(consumer, record));
        if (outcome.isEmpty()) {
            throw new KafkaException("the task's lock was lost");
        }
        consumer.acknowledge(record, outcome.get());
        commit(consumer);
    }

    private enum Trouble {
        LOCK_LOST
    }

    /** One activity for all tries, however often the record is renewed meanwhile. */
    private Optional<AcknowledgeType> traced(Lock lock) throws InterruptedException {
        try (Activity activity =
                MessageSpans.consuming(tracing, lock.record).with(Attribute.DELIVERY, lock.deliveries())) {
            Optional<AcknowledgeType> outcome = work(lock, activity);
            if (outcome.isEmpty()) {
                activity.failed(Trouble.LOCK_LOST);
            } else if (outcome.get() != AcknowledgeType.ACCEPT) {
                activity.failed(outcome.get());
            }
            return outcome;
        }
    }

    private Optional<AcknowledgeType> observed(Lock lock) throws InterruptedException {
        long began = System.nanoTime();
        Optional<AcknowledgeType> outcome = Optional.empty();
        meters.taken();
        try (LogIds _ = LogIds.of(lock.record.key())) {
            outcome = traced(lock);
            return outcome;
        } finally {
            meters.ended(outcome, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /**
     * A consumer whose acknowledgement failed, because the broker went away with a task in flight, stays silent from then on
     * and lets records run out of deliveries (seen with Kafka 4.2.1): the lane has to start anew.
     */
    private static void commit(ShareConsumer<String, byte[]> consumer) {
        for (Optional<KafkaException> failure : consumer.commitSync().values()) {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }

    /**
     * Empty when the task is not ours to acknowledge any more: it was answered, but its lock is lost. A task is kept while the storage is
     * away, for which another worker is no help, and a delivery too few.
     */
    private Optional<AcknowledgeType> work(Lock lock, Activity activity) throws InterruptedException {
        Optional<AcknowledgeType> outcome = tryOnce(lock, activity);
        for (Duration pause = FIRST_PAUSE; outcome.isEmpty() && lock.held; pause = longer(pause)) {
            if (drain.begun()) {
                outcome = Optional.of(AcknowledgeType.RELEASE);
            } else {
                drain.awaitBegin(pause);
                lock.renew();
                outcome = tryOnce(lock, activity);
            }
        }
        return lock.held ? outcome : Optional.empty();
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(renewal) < 0 ? doubled : renewal;
    }

    /** Empty when the storage is away. */
    private Optional<AcknowledgeType> tryOnce(Lock lock, Activity activity) throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> answered;
        try {
            answered = handler.handle(lock.record.value(), lock.deliveries(), cancellation, activity)
                    .thenCompose(reply -> outbox.send(reply, activity));
        } catch (IOException e) {
            LOG.errorf("A task that is none was thrown away: %s", e.getClass().getSimpleName());
            return Optional.of(AcknowledgeType.REJECT);
        }
        return await(answered, cancellation, lock);
    }

    private Optional<AcknowledgeType> await(CompletableFuture<Void> answered, Cancellation cancellation, Lock lock)
            throws InterruptedException {
        CompletableFuture<Object> over = CompletableFuture.anyOf(answered, drain.over());
        while (true) {
            try {
                over.get(renewal.toMillis(), TimeUnit.MILLISECONDS);
                if (answered.isDone()) {
                    return Optional.of(AcknowledgeType.ACCEPT);
                }
                cancellation.request(PageFault.CANCELLED);
                return Optional.of(AcknowledgeType.RELEASE);
            } catch (TimeoutException e) {
                lock.renew();
            } catch (ExecutionException e) {
                Throwable trouble = answered.exceptionNow();
                return trouble instanceof IOException
                        ? Optional.empty()
                        : Optional.of(withoutAnswer(trouble, lock.deliveries()));
            }
        }
    }

    /**
     * Broker or engine are in trouble, or this machine is: nobody gets the task for 1, 2, 4 s … INVARIANT: it is dropped before
     * deliveries run out, since those that run out are taken for the document's fault; the sweeper rings for it anew.
     */
    private AcknowledgeType withoutAnswer(Throwable trouble, int deliveries) {
        boolean last = deliveries >= maxDeliveries;
        LOG.warnf(
                "A task %s: %s",
                last ? "is left to the sweeper" : "goes back to the queue",
                trouble.getClass().getSimpleName());
        if (last) {
            return AcknowledgeType.REJECT;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (deliveries - 1));
        drain.awaitBegin(pause.compareTo(renewal) < 0 ? pause : renewal);
        return AcknowledgeType.RELEASE;
    }

    /** A record that nobody else gets while it is held. */
    private final class Lock {
        private final ShareConsumer<String, byte[]> consumer;
        private final ConsumerRecord<String, byte[]> record;
        private boolean held = true;

        Lock(ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record) {
            this.consumer = consumer;
            this.record = record;
        }

        int deliveries() {
            return record.deliveryCount().map(Short::intValue).orElse(1);
        }

        /**
         * A renewed record comes out of the next poll again, and only then can it be acknowledged. When the broker does not
         * know the lock any more the work goes on: whoever answers first counts.
         */
        void renew() {
            if (!held) {
                return;
            }
            held = false;
            try {
                consumer.acknowledge(record, AcknowledgeType.RENEW);
                commit(consumer);
                for (ConsumerRecord<String, byte[]> polled : consumer.poll(POLL)) {
                    if (polled.offset() == record.offset() && polled.partition() == record.partition()) {
                        held = true;
                    } else {
                        consumer.acknowledge(polled, AcknowledgeType.RELEASE);
                    }
                }
            } catch (KafkaException | IllegalStateException e) {
                clients.outage().noticed("a lock is not renewed", e);
            }
        }
    }
}
