package dev.recto.tracing;

import io.opentelemetry.api.trace.SpanKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of Kafka as spans, named as OpenTelemetry's conventions have it. */
public final class MessageSpans {
    private MessageSpans() {}

    /** A record that is being sent, and says from now on that what is done with it belongs to this. */
    public static Activity producing(Tracing tracing, ProducerRecord<?, ?> record, TraceParent parent) {
        if (!tracing.on() || parent.isNone()) {
            return Activity.NONE;
        }
        Activity sending = within(tracing, "send ", SpanKind.PRODUCER, record.topic(), parent);
        TraceHeader.put(sending.asParent(), record.headers());
        return sending;
    }

    /** The same, for what led to the record. */
    public static Activity producing(Activity parent, ProducerRecord<?, ?> record) {
        return producing(parent.tracing(), record, parent.asParent());
    }

    /** What is done with a record. */
    public static Activity consuming(Tracing tracing, ConsumerRecord<?, ?> record) {
        return tracing.on()
                ? within(tracing, "process ", SpanKind.CONSUMER, record.topic(), TraceHeader.of(record.headers()))
                : Activity.NONE;
    }

    private static Activity within(Tracing tracing, String verb, SpanKind kind, String topic, TraceParent parent) {
        return tracing.within(verb + topic, kind, parent)
                .named(Attribute.MESSAGING_SYSTEM, "kafka")
                .named(Attribute.TOPIC, topic);
    }
}
