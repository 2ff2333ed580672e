package dev.recto.api.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a {@link ConsumerLoop} hands records to. */
@FunctionalInterface
interface RecordHandler {
    /** Takes records in order, or hears that there are none though the broker answers; if it fails they come again. */
    void take(List<ConsumerRecord<String, byte[]>> records);
}
