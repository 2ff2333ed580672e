package dev.recto.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class MessageSpansTest {
    private static final TraceParent PARENT =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.to("recto-test", 0, SimpleSpanProcessor.create(spans));
    private final ProducerRecord<String, String> sent = new ProducerRecord<>("replies", "value");

    private ConsumerRecord<String, String> received() {
        ConsumerRecord<String, String> received = new ConsumerRecord<>("replies", 0, 0, null, "value");
        for (Header header : sent.headers()) {
            received.headers().add(header);
        }
        return received;
    }

    @Test
    void whatIsDoneWithARecordBelongsToItsSending() {
        MessageSpans.producing(tracing, sent, PARENT).close();
        MessageSpans.consuming(tracing, received()).close();

        SpanData sending = spans.getFinishedSpanItems().getFirst();
        SpanData processing = spans.getFinishedSpanItems().getLast();
        assertThat(sending.getName()).isEqualTo("send replies");
        assertThat(sending.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(sending.getParentSpanContext()).isEqualTo(PARENT.span());
        assertThat(processing.getName()).isEqualTo("process replies");
        assertThat(processing.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(processing.getParentSpanId()).isEqualTo(sending.getSpanId());
        assertThat(spans.getFinishedSpanItems()).allSatisfy(span -> {
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.system")))
                    .isEqualTo("kafka");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
                    .isEqualTo("replies");
        });
    }

    @Test
    void whatBelongsToNothingIsSentAsItIs() {
        assertThat(MessageSpans.producing(tracing, sent, TraceParent.NONE)).isSameAs(Activity.NONE);
        assertThat(MessageSpans.consuming(tracing, received())).isSameAs(Activity.NONE);
        assertThat(sent.headers()).isEmpty();
    }

    @Test
    void offNothingIsMade() {
        assertThat(MessageSpans.producing(Tracing.off(), sent, PARENT)).isSameAs(Activity.NONE);
        assertThat(sent.headers()).isEmpty();
        TraceHeader.put(PARENT, sent.headers());
        assertThat(MessageSpans.consuming(Tracing.off(), received())).isSameAs(Activity.NONE);
    }
}
