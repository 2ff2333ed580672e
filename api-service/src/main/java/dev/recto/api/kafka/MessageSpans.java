package dev.recto.api.kafka;

import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.TraceHeader;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages as spans, named as OpenTelemetry's conventions have it. */
final class MessageSpans {
    private MessageSpans() {}

    private enum Trouble {
        NOT_SENT,
        NOT_TAKEN
    }

    static Activity sending(Tracing tracing, String topic, TraceParent trace) {
        return tracing.within("send " + topic, SpanKind.PRODUCER, trace)
                .named(Attribute.MESSAGING_SYSTEM, "kafka")
                .named(Attribute.TOPIC, topic);
    }

    static void end(Activity sending, boolean stored) {
        if (!stored) {
            sending.failed(Trouble.NOT_SENT);
        }
        sending.close();
    }

    /** Each of the records is taken while the work runs. */
    static void taking(Tracing tracing, List<ConsumerRecord<String, byte[]>> records, Runnable work) {
        List<Activity> taking = records.stream()
                .map(record -> tracing.within(
                                "process " + record.topic(), SpanKind.CONSUMER, TraceHeader.of(record.headers()))
                        .named(Attribute.MESSAGING_SYSTEM, "kafka")
                        .named(Attribute.TOPIC, record.topic()))
                .toList();
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            taking.forEach(each -> each.failed(Trouble.NOT_TAKEN));
            throw e;
        } finally {
            taking.forEach(Activity::close);
        }
    }
}
