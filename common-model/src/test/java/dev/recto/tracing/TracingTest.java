package dev.recto.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final TraceParent RECORDED =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    private static final TraceParent NOT_RECORDED =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    private Tracing tracing(double ratio) {
        return Tracing.to("recto-test", ratio, SimpleSpanProcessor.create(spans));
    }

    private enum Fault {
        TOO_SMALL
    }

    @Test
    void offNothingIsMade() {
        Tracing off = Tracing.off();
        assertThat(off.on()).isFalse();
        assertThat(off.root("any", SpanKind.INTERNAL)).isSameAs(Activity.NONE);
        assertThat(off.requested("any", RECORDED, true)).isSameAs(Activity.NONE);
        assertThat(off.within("any", SpanKind.INTERNAL, RECORDED)).isSameAs(Activity.NONE);
        assertThat(Activity.NONE.child("any")).isSameAs(Activity.NONE);
        assertThat(Activity.NONE.child("any", Instant.EPOCH)).isSameAs(Activity.NONE);
        assertThat(Activity.NONE.asParent()).isEqualTo(TraceParent.NONE);
    }

    @Test
    void whatBelongsToNothingIsNotTraced() {
        assertThat(tracing(1).within("any", SpanKind.CONSUMER, TraceParent.NONE))
                .isSameAs(Activity.NONE);
    }

    @Test
    void whatBelongsTogetherIsOneTrace() {
        Tracing here = tracing(1);
        Tracing there = tracing(0);
        TraceParent sent;
        try (Activity root = here.root("root", SpanKind.SERVER);
                Activity child = root.child("child", SpanKind.PRODUCER)) {
            sent = TraceParent.parse(child.asParent().text().orElseThrow());
        }
        there.within("elsewhere", SpanKind.CONSUMER, sent).close();

        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("child", "root", "elsewhere");
        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(sent.span().getTraceId());
        assertThat(named("elsewhere").getParentSpanId())
                .isEqualTo(named("child").getSpanId());
        assertThat(named("child").getParentSpanId()).isEqualTo(named("root").getSpanId());
    }

    @Test
    void aRootThatIsNotDrawnIsRecordedNowhere() {
        TraceParent sent = tracing(0).root("root", SpanKind.SERVER).asParent();
        assertThat(sent.isNone()).isFalse();
        tracing(1).within("elsewhere", SpanKind.CONSUMER, sent).close();
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aTrustedCallerDecidesWhatIsRecorded() {
        tracing(0).requested("asked for", RECORDED, true).close();
        tracing(1).requested("not wanted", NOT_RECORDED, true).close();
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("asked for");
    }

    @Test
    void anyOtherCallersTraceGoesOnButTheRatioDecidesWhatIsRecorded() {
        tracing(0).requested("asked for", RECORDED, false).close();
        tracing(1).requested("not wanted", NOT_RECORDED, false).close();
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("not wanted");
        assertThat(named("not wanted").getTraceId()).isEqualTo(RECORDED.span().getTraceId());
        assertThat(named("not wanted").getParentSpanId())
                .isEqualTo(RECORDED.span().getSpanId());
    }

    @Test
    void aChosenTraceIdDoesNotEscapeTheRatio() {
        Tracing half = tracing(0.5);
        IntStream.range(0, 200)
                .forEach(i -> half.requested("same id", RECORDED, false).close());
        assertThat(spans.getFinishedSpanItems()).hasSizeBetween(40, 160);
    }

    @Test
    void aCallerWithoutATraceBeginsOne() {
        tracing(1).requested("root", TraceParent.NONE, false).close();
        assertThat(named("root").getParentSpanContext().isValid()).isFalse();
        assertThat(named("root").getKind()).isEqualTo(SpanKind.SERVER);
    }

    @Test
    void anActivitySaysNumbersIdsAndConstants() {
        UUID job = UUID.randomUUID();
        Activity activity = tracing(1).root("any", SpanKind.INTERNAL);
        activity.with(Attribute.JOB, job)
                .with(Attribute.PAGE, 3)
                .named(Attribute.MODEL, "tesseract")
                .link(RECORDED)
                .link(TraceParent.NONE);
        activity.failed(Fault.TOO_SMALL);
        activity.rename("another");
        activity.close();

        SpanData span = named("another");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("recto.job.id")))
                .isEqualTo(job.toString());
        assertThat(span.getAttributes().get(AttributeKey.longKey("recto.page.number")))
                .isEqualTo(3);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("gen_ai.request.model")))
                .isEqualTo("tesseract");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("too_small");
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext()).isEqualTo(RECORDED.span()));
    }

    private static final class Refused extends RuntimeException implements Coded {
        @Override
        public Fault code() {
            return Fault.TOO_SMALL;
        }
    }

    @Test
    void whatFailsEndsAsFailedAndSaysNoMore() {
        Tracing tracing = tracing(1);
        RuntimeException unforeseen = new IllegalStateException("quoted from a document");

        assertThat(tracing.root("fine", SpanKind.INTERNAL).<String>call(() -> "done"))
                .isEqualTo("done");
        assertThatThrownBy(() -> tracing.root("refused", SpanKind.INTERNAL).run(() -> {
                    throw new Refused();
                }))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> tracing.root("unforeseen", SpanKind.INTERNAL).call(() -> {
                    throw unforeseen;
                }))
                .isSameAs(unforeseen);
        tracing.root("closed", SpanKind.INTERNAL).close(null);

        assertThat(named("fine").getStatus()).isEqualTo(StatusData.unset());
        assertThat(named("closed").getStatus()).isEqualTo(StatusData.unset());
        assertThat(named("refused").getStatus()).isEqualTo(StatusData.error());
        assertThat(named("refused").getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("too_small");
        assertThat(named("unforeseen").getStatus()).isEqualTo(StatusData.error());
        assertThat(named("unforeseen").getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(named("unforeseen").toString()).doesNotContain("quoted");
    }

    @Test
    void whatIsOverCanBeToldLater() {
        Instant began = Instant.parse("2026-01-01T10:00:00.000000007Z");
        Activity root = tracing(1).root("root", SpanKind.INTERNAL);
        root.child("past", began).end(began.plusMillis(20));
        assertThat(named("past").getStartEpochNanos()).isEqualTo(1_767_261_600_000_000_007L);
        assertThat(named("past").getEndEpochNanos()).isEqualTo(1_767_261_600_020_000_007L);
    }

    private SpanData named(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
