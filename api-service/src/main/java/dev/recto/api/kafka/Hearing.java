package dev.recto.api.kafka;

import dev.recto.api.background.Outage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages that come again and again anyhow: one that can't be read is left out. */
final class Hearing<T> implements RecordHandler {
    private final MessageReader<T> reader;
    private final Incoming<T> incoming;
    private final Outage reading;

    Hearing(String topic, MessageReader<T> reader, Incoming<T> incoming) {
        this.reader = reader;
        this.incoming = incoming;
        this.reading = new Outage("understanding messages of " + topic);
    }

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> records) {
        List<T> messages = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                messages.add(reader.read(record));
            } catch (IOException e) {
                reading.failed(e);
            }
        }
        incoming.take(messages);
    }
}
