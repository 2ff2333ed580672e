package dev.recto.tracing;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The header of a record that says what the record belongs to. */
public final class TraceHeader {
    private TraceHeader() {}

    public static void put(TraceParent parent, Headers headers) {
        parent.text().ifPresent(text -> headers.add(TraceParent.FIELD, text.getBytes(StandardCharsets.US_ASCII)));
    }

    public static TraceParent of(Headers headers) {
        Header found = headers.lastHeader(TraceParent.FIELD);
        return found == null || found.value() == null
                ? TraceParent.NONE
                : TraceParent.parse(new String(found.value(), StandardCharsets.US_ASCII));
    }
}
