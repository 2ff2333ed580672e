package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tracing.Activity;
import dev.recto.tracing.Tracing;
import dev.recto.worker.decode.Generation;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.PlainOutput;
import dev.recto.worker.engine.PageTimes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EngineSpansTest {
    private static final Instant SUBMITTED = Instant.parse("2026-01-01T00:00:00Z");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.to("recto-worker", 1, SimpleSpanProcessor.create(spans));

    @Test
    void theStagesFollowOneAnotherWithTheirFigures() {
        Generation generation = new Generation(GenerationOptions.greedy(Set.of(2), 10), new int[5], () -> false);
        generation.room(100);
        assertThat(generation.accept(new PlainOutput(new float[] {0, 9, 0}))).isTrue();
        assertThat(generation.accept(new PlainOutput(new float[] {0, 0, 9}))).isFalse();
        PageTimes times = new PageTimes(millis(10), millis(20), millis(30), millis(40), millis(50));

        Activity page = tracing.root("page", SpanKind.CONSUMER);
        EngineSpans.tell(page, question(generation), times);

        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("vision", "prefill", "decode");
        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getParentSpanId)
                .containsOnly(page.asParent().span().getSpanId());
        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> since(span.getStartEpochNanos()))
                .containsExactly(millis(10), millis(60), millis(100));
        assertThat(spans.getFinishedSpanItems())
                .extracting(span -> since(span.getEndEpochNanos()))
                .containsExactly(millis(30), millis(100), millis(150));
        assertThat(figure("vision", "recto.vision.views")).isZero();
        assertThat(figure("vision", "recto.vision.wait_ms")).isEqualTo(10);
        assertThat(figure("prefill", "gen_ai.usage.input_tokens")).isEqualTo(5);
        assertThat(figure("prefill", "recto.slot.wait_ms")).isEqualTo(30);
        assertThat(figure("decode", "gen_ai.usage.output_tokens")).isEqualTo(generation.generatedTokens());
    }

    @Test
    void aPageThatIsNotTracedLeavesNothing() {
        Generation generation = new Generation(GenerationOptions.greedy(Set.of(2), 10), new int[5], () -> false);
        PageTimes times = new PageTimes(millis(1), millis(1), millis(1), millis(1), millis(1));
        EngineSpans.tell(Activity.NONE, question(generation), times);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    private static Question question(Generation generation) {
        return new Question(SUBMITTED, 0, 5, generation, new CompletableFuture<>());
    }

    private long figure(String name, String attribute) {
        Long figure = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getAttributes()
                .get(AttributeKey.longKey(attribute));
        return figure == null ? -1 : figure;
    }

    private static Duration since(long epochNanos) {
        return Duration.between(SUBMITTED, Instant.ofEpochSecond(0, epochNanos));
    }

    private static Duration millis(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }
}
