package dev.recto.api.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Outage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * A thread that hands the messages of a topic over batch by batch. INVARIANT: the position is committed only behind messages
 * that were taken, so that none is lost; each may come more than once.
 */
final class ConsumerLoop<T> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> start;
    private final boolean commits;
    private final Class<T> type;
    private final ObjectMapper json;
    private final Incoming<T> incoming;
    private final Outage consuming;
    private final Outage taking;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<String, byte[]> consumer;

    /** @param start makes a consumer that is subscribed or assigned */
    ConsumerLoop(
            String name,
            Supplier<Consumer<String, byte[]>> start,
            boolean commits,
            Class<T> type,
            ObjectMapper json,
            Incoming<T> incoming) {
        this.start = start;
        this.commits = commits;
        this.type = type;
        this.json = json;
        this.incoming = incoming;
        this.consuming = new Outage("consumer of " + name);
        this.taking = new Outage("messages of " + name);
        this.thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
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
        try {
            while (stopped.getCount() > 0) {
                step(current);
            }
        } finally {
            current.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void step(Consumer<String, byte[]> current) {
        ConsumerRecords<String, byte[]> records = current.poll(POLL);
        consuming.over();
        if (records.isEmpty()) {
            return;
        }
        try {
            incoming.take(decode(records));
            taking.over();
        } catch (RuntimeException e) {
            taking.failed(e);
            for (TopicPartition partition : records.partitions()) {
                current.seek(partition, records.records(partition).getFirst().offset());
            }
            pause();
            return;
        }
        if (commits) {
            current.commitAsync();
        }
    }

    private List<T> decode(ConsumerRecords<String, byte[]> records) {
        List<T> messages = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> each : records) {
            try {
                messages.add(json.readValue(each.value(), type));
            } catch (IOException e) {
                LOG.errorf("Message %d of %s is not understood and left out", each.offset(), each.topic());
            }
        }
        return messages;
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
