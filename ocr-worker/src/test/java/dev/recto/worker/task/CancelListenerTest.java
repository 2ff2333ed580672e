package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.PageFault;
import dev.recto.model.Topics;
import dev.recto.worker.reader.Cancellation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On Kafka's own consumers without a broker, of which the first fails. */
@Timeout(60)
class CancelListenerTest {
    private static final TopicPartition OLD = new TopicPartition(Topics.CANCEL, 0);
    private static final TopicPartition NEW = new TopicPartition(Topics.CANCEL, 1);

    private final RunningJobs jobs = new RunningJobs();
    private final Drain drain = new Drain();

    @Test
    void whatIsSentWhileNobodyListensIsHeard() {
        Cancellation before = page(0);
        Cancellation first = page(1);
        Cancellation meanwhile = page(2);
        Cancellation inANewPartition = page(3);
        MockConsumer<String, byte[]> failing = consumer(OLD);
        failing.updateEndOffsets(Map.of(OLD, 5L));
        failing.schedulePollTask(() -> {
            failing.addRecord(notice(OLD, 4, 0));
            failing.addRecord(notice(OLD, 5, 1));
        });
        failing.schedulePollTask(() -> failing.setPollException(new KafkaException("caused by a test")));
        MockConsumer<String, byte[]> next = consumer(OLD, NEW);
        next.updateEndOffsets(Map.of(OLD, 7L, NEW, 1L));
        next.schedulePollTask(() -> {
            next.addRecord(notice(OLD, 5, 1));
            next.addRecord(notice(OLD, 6, 2));
            next.addRecord(notice(NEW, 0, 3));
        });
        next.schedulePollTask(() -> drain.begin(Duration.ZERO));

        Iterator<MockConsumer<String, byte[]>> consumers =
                List.of(failing, next).iterator();
        new CancelListener(consumers::next, new BrokerOutage(InstantSource.system()), new ObjectMapper(), jobs, drain)
                .run();

        assertThat(before.requested()).isFalse();
        assertThat(List.of(first, meanwhile, inANewPartition))
                .extracting(Cancellation::reason)
                .containsOnly(PageFault.CANCELLED);
    }

    private Cancellation page(int job) {
        Cancellation page = new Cancellation();
        jobs.add(new UUID(0, job), page);
        return page;
    }

    private static MockConsumer<String, byte[]> consumer(TopicPartition... partitions) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("latest");
        consumer.updatePartitions(
                Topics.CANCEL,
                List.of(partitions).stream()
                        .map(each -> new PartitionInfo(each.topic(), each.partition(), null, null, null))
                        .toList());
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> notice(TopicPartition partition, long offset, int job) {
        byte[] json = "{\"job\": \"%s\"}".formatted(new UUID(0, job)).getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "", json);
    }
}
