package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.CancelNotice;
import dev.recto.model.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Hears of every cancelled job from now on. */
final class CancelListener implements Runnable {
    private static final Logger LOG = Logger.getLogger(CancelListener.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final BrokerOutage outage;
    private final ObjectMapper json;
    private final RunningJobs jobs;
    private final Drain drain;

    /** Of each partition the next notice, also of what was sent while nothing was heard; empty until the first look. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    CancelListener(
            Supplier<Consumer<String, byte[]>> consumers,
            BrokerOutage outage,
            ObjectMapper json,
            RunningJobs jobs,
            Drain drain) {
        this.consumers = consumers;
        this.outage = outage;
        this.json = json;
        this.jobs = jobs;
        this.drain = drain;
    }

    @Override
    public void run() {
        while (!drain.begun()) {
            try {
                listen();
            } catch (RuntimeException | Error e) {
                outage.noticed("cancel notices are not heard", e);
                drain.awaitBegin(RETRY);
            }
        }
    }

    private void listen() {
        Consumer<String, byte[]> consumer = consumers.get();
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CANCEL).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            if (next.isEmpty()) {
                next.putAll(consumer.endOffsets(partitions));
            }
            partitions.forEach(each -> consumer.seek(each, next.computeIfAbsent(each, isNew -> 0L)));
            while (!drain.begun() && consumer.partitionsFor(Topics.CANCEL).size() == partitions.size()) {
                consumer.poll(POLL).forEach(this::hear);
            }
            drain.awaitBegin(RETRY);
        } finally {
            // The broker answers a goodbye only behind the fetch that it thinks about, and needs none
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        try {
            jobs.cancel(json.readValue(record.value(), CancelNotice.class).job());
        } catch (IOException e) {
            LOG.errorf("A cancel notice that is none: %s", e.getClass().getSimpleName());
        }
    }
}
