package dev.recto.api.messaging;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads messages of one type, newer ones too. */
final class MessageReader<T> {
    private final ObjectReader reader;

    MessageReader(ObjectMapper json, Class<T> type) {
        this.reader = json.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    T read(ConsumerRecord<String, byte[]> record) throws IOException {
        byte[] value = record.value();
        T message = value == null ? null : reader.readValue(value);
        if (message == null) {
            throw new IOException("a record without a message");
        }
        return message;
    }
}
