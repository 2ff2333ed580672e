package dev.recto.api.messaging;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a {@link ConsumerLoop} hands records to. */
@FunctionalInterface
interface RecordHandler {
    /**
     * Takes records in order, or hears that there are none though the broker answers; if it fails they come again.
     *
     * @param all whether there are none behind them, as far as the broker has said
     */
    void take(List<ConsumerRecord<String, byte[]>> records, boolean all);
}
