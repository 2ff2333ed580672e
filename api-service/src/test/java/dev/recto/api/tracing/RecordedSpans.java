package dev.recto.api.tracing;

import dev.recto.tracing.Tracing;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Spans that go nowhere but here. */
@Alternative
@Singleton
public class RecordedSpans {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @Produces
    @Singleton
    Tracing tracing() {
        return Tracing.to("recto-api", 1, SimpleSpanProcessor.create(spans));
    }

    public List<SpanData> all() {
        return spans.getFinishedSpanItems();
    }

    List<SpanData> all(Predicate<SpanData> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** Waits for so many. */
    public List<SpanData> await(int count, Predicate<SpanData> wanted) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> all(wanted).size() >= count);
        return all(wanted);
    }

    public void forget() {
        spans.reset();
    }
}
