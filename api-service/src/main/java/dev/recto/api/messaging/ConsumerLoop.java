package dev.recto.api.messaging;

import dev.recto.api.background.Outage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that hands the records of a topic over batch by batch. INVARIANT: the position is committed only behind records
 * that were taken, so that none is lost; each may come more than once. A consumer that hears nothing for a while asks the broker
 * whether it is there and knows the topic, and starts anew if not.
 */
final class ConsumerLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Consumer<String, byte[]>> start;
    private final boolean commits;
    private final RecordHandler handler;
    private final MeterRegistry registry;
    private final ConsumerMeters meters;
    private final Outage consuming;
    private final Outage taking;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private Instant heard = Instant.MIN;

    /** @param start makes a consumer that is subscribed or assigned */
    ConsumerLoop(
            String topic,
            Supplier<Consumer<String, byte[]>> start,
            boolean commits,
            RecordHandler handler,
            MeterRegistry registry) {
        this.topic = topic;
        this.start = start;
        this.commits = commits;
        this.handler = handler;
        this.registry = registry;
        this.meters = new ConsumerMeters(registry, topic);
        this.consuming = new Outage("consumer of " + topic);
        this.taking = new Outage("messages of " + topic);
        this.thread = Thread.ofPlatform().name(topic).daemon(true).start(this::run);
    }

    private void run() {
        while (stopped.getCount() > 0) {
            try {
                consume(start.get());
            } catch (WakeupException e) {
                LOG.debug("woken to stop");
            } catch (RuntimeException | Error e) {
                consuming.failed(e);
                pause();
            }
        }
    }

    private void consume(Consumer<String, byte[]> current) {
        consumer = current;
        heard = Instant.now();
        try (KafkaClientMetrics measured = new KafkaClientMetrics(current)) {
            measured.bindTo(registry);
            while (stopped.getCount() > 0) {
                step(current);
            }
        } finally {
            current.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void step(Consumer<String, byte[]> current) {
        ConsumerRecords<String, byte[]> records = current.poll(POLL);
        if (records.isEmpty()) {
            if (heard.plus(SILENCE).isAfter(Instant.now())) {
                return;
            }
            current.endOffsets(Set.of(new TopicPartition(topic, 0)), ANSWER_TIMEOUT);
        }
        heard = Instant.now();
        failIfWidened(current);
        consuming.over();
        long lag = lag(current);
        meters.lag(lag);
        if (taken(records, lag == 0)) {
            if (commits && !records.isEmpty()) {
                current.commitAsync();
            }
        } else {
            for (TopicPartition partition : records.partitions()) {
                current.seek(partition, records.records(partition).getFirst().offset());
            }
            pause();
        }
    }

    private boolean taken(ConsumerRecords<String, byte[]> records, boolean all) {
        List<ConsumerRecord<String, byte[]>> list = new ArrayList<>(records.count());
        records.forEach(list::add);
        try {
            meters.taking(list, some -> handler.take(some, all));
            taking.over();
            return true;
        } catch (RuntimeException e) {
            taking.failed(e);
            return false;
        }
    }

    /** Members of a group are given new partitions; who listens to all of them has to begin anew. */
    private void failIfWidened(Consumer<String, byte[]> current) {
        if (!commits
                && current.partitionsFor(topic).size() != current.assignment().size()) {
            throw new IllegalStateException("the topic has other partitions than it had");
        }
    }

    /** As far as the broker has said; at once. */
    private static long lag(Consumer<String, byte[]> current) {
        return current.assignment().stream()
                .mapToLong(partition -> current.currentLag(partition).orElse(0))
                .sum();
    }

    private void pause() {
        try {
            if (stopped.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        Consumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
