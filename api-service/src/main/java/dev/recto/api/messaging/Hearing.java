package dev.recto.api.messaging;

import dev.recto.api.background.Outage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages that come again and again anyhow: one that can't be read is left out. */
final class Hearing<T> implements RecordHandler {
    private final MessageReader<T> reader;
    private final Listener<T> listener;
    private final Outage reading;
    private volatile Instant begun = Instant.MAX;

    Hearing(String topic, MessageReader<T> reader, Listener<T> listener) {
        this.reader = reader;
        this.listener = listener;
        this.reading = new Outage("understanding messages of " + topic);
    }

    /** To be called whenever the listening begins. */
    void begin(Instant now) {
        begun = now;
    }

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> records, boolean all) {
        List<Heard<T>> messages = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                messages.add(new Heard<>(reader.read(record), before(Instant.ofEpochMilli(record.timestamp()))));
            } catch (IOException e) {
                reading.failed(e);
            }
        }
        listener.hear(messages, all);
    }

    private Duration before(Instant sent) {
        return sent.isBefore(begun) ? Duration.between(sent, begun) : Duration.ZERO;
    }
}
