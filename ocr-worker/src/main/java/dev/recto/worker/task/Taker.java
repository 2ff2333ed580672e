package dev.recto.worker.task;

import dev.recto.tracing.Activity;
import dev.recto.tracing.MessageSpans;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.jboss.logging.Logger;

/**
 * Takes the records of one queue, one after the other, whenever there is a slot for one. A record is done with as soon as the brokers know that
 * this worker has its tasks: from then on it is the worker's life that counts, not the record. Tasks for which there is no slot wait again, for
 * anybody. INVARIANT: at every moment the record or the worker keeps the task.
 */
final class Taker implements Runnable {
    private static final Logger LOG = Logger.getLogger(Taker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(10);

    /** Well below the time for which the broker keeps the record for this worker. */
    private static final Duration TELLING = Duration.ofSeconds(5);

    /** Counted when the broker has given the consumer its part of the queue. */
    private static final String ASSIGNMENTS = "rebalance-total";

    private final String queue;
    private final KafkaClients clients;
    private final TaskHandler handler;
    private final Slots slots;
    private final TaskRun.Surroundings around;
    private final Executor threads;
    private final TaskMeters meters;
    private volatile boolean member;

    /** Whether this consumer has its part of the queue, which is long to look up. */
    private boolean joined;

    private Optional<Exception> refused = Optional.empty();

    Taker(
            String queue,
            KafkaClients clients,
            TaskHandler handler,
            Slots slots,
            TaskRun.Surroundings around,
            Executor threads,
            TaskMeters meters) {
        this.queue = queue;
        this.clients = clients;
        this.handler = handler;
        this.slots = slots;
        this.around = around;
        this.threads = threads;
        this.meters = meters;
    }

    /** Whether tasks of this queue reach the worker, or will when the broker is back. */
    boolean member() {
        return member;
    }

    /** Ends when the worker drains. */
    @Override
    public void run() {
        while (!around.drain().begun()) {
            try {
                slots.awaitFree(POLL);
                if (slots.free()) {
                    takeTasks();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (GroupMaxSizeReachedException e) {
                becomes(false);
                around.outage().noticed("there are more workers of " + queue + " than group.share.max.size allows", e);
                around.drain().awaitBegin(RETRY_WHEN_FULL);
            } catch (RuntimeException | Error e) {
                clients.outage().noticed("taking tasks starts anew", e);
                around.drain().awaitBegin(RETRY);
            }
        }
    }

    /**
     * Ends when there is no slot though none was taken for it: a consumer that has nothing may be about to get a record behind this worker's back.
     */
    private void takeTasks() throws InterruptedException {
        refused = Optional.empty();
        ShareConsumer<String, byte[]> consumer = clients.tasks(queue);
        try {
            consumer.setAcknowledgementCommitCallback(
                    (offsets, failure) -> refused = refused.or(() -> Optional.ofNullable(failure)));
            consumer.subscribe(List.of(queue));
            boolean empty = false;
            joined = false;
            while (!around.drain().begun() && (slots.free() || !empty)) {
                if (slots.free()) {
                    empty = !take(consumer);
                } else {
                    consumer.commitAsync();
                    failIfRefused();
                    slots.awaitFree(POLL);
                }
            }
        } finally {
            consumer.close(KafkaClients.CLOSE_TIMEOUT);
        }
    }

    /** False when there was nothing to take. */
    private boolean take(ShareConsumer<String, byte[]> consumer) throws InterruptedException {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        failIfRefused();
        joined = joined || hasJoined(consumer);
        becomes(joined);
        for (ConsumerRecord<String, byte[]> record : records) {
            consumer.acknowledge(record, take(record));
        }
        return !records.isEmpty();
    }

    /**
     * A consumer whose acknowledgement failed, because the broker went away meanwhile, stays silent from then on (seen with Kafka 4.2.1): there
     * has to be another one.
     */
    private void failIfRefused() {
        refused.ifPresent(failure -> {
            throw new KafkaException("a record was not acknowledged", failure);
        });
    }

    private AcknowledgeType take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        List<Task> tasks;
        try {
            tasks = handler.tasks(record.value());
        } catch (IOException e) {
            LOG.errorf("A task that is none was thrown away: %s", e.getClass().getSimpleName());
            meters.dropped();
            return AcknowledgeType.REJECT;
        }
        List<Task> untried = new ArrayList<>();
        boolean any = false;
        for (Task task : tasks) {
            if (around.held().add(task.id())) {
                any = true;
                slots.take()
                        .ifPresentOrElse(
                                slot -> threads.execute(() -> run(task, Optional.of(slot), record)),
                                () -> untried.add(task));
            }
        }
        try {
            if (any) {
                tell(tasks);
            }
        } finally {
            untried.forEach(task -> threads.execute(() -> run(task, Optional.empty(), record)));
        }
        return AcknowledgeType.ACCEPT;
    }

    /** If it fails the record stays where it is, and this worker is only one of those that work on its tasks. */
    private void tell(List<Task> tasks) throws InterruptedException {
        try {
            around.heartbeats()
                    .taken(tasks.getFirst().id(), tasks.size())
                    .get(TELLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("nobody knows who has the task", e);
        }
    }

    private void run(Task task, Optional<Slots.Slot> slot, ConsumerRecord<String, byte[]> record) {
        long began = System.nanoTime();
        TaskOutcome outcome = TaskOutcome.UNANSWERED;
        meters.taken();
        try (LogIds _ = LogIds.of(task.id());
                Activity activity = MessageSpans.consuming(around.tracing(), record)) {
            outcome = new TaskRun(task, activity, around).run(slot);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slot.ifPresent(Slots.Slot::close);
            meters.ended(outcome, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void becomes(boolean now) {
        if (member != now) {
            member = now;
            around.heartbeats().run();
        }
    }

    private static boolean hasJoined(ShareConsumer<String, byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(each -> each.getKey().name().equals(ASSIGNMENTS))
                .anyMatch(each -> each.getValue().metricValue() instanceof Double number && number > 0);
    }
}
