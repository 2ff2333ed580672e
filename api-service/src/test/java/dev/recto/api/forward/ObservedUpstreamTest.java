package dev.recto.api.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.forward.upstream.Upstream;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.PageSelection;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ObservedUpstreamTest {
    private static final TraceParent PARENT =
            TraceParent.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing.to("recto-test", 0, SimpleSpanProcessor.create(spans));

    @Test
    void whatWasReadIsTold() {
        assertThat(observed(List::of).read(job())).isEmpty();

        assertThat(count("read")).isEqualTo(1);
        assertThat(span().getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void whatIsRefusedIsToldByItsCode() {
        ApiException refused = new ApiException(ErrorCode.RATE_LIMITED);

        failsWith(refused);

        assertThat(count("rate_limited")).isEqualTo(1);
        assertThat(error()).isEqualTo("rate_limited");
    }

    @Test
    void whatFailsOnThisSideIsToldApart() {
        failsWith(new IllegalStateException("the store does not answer"));

        assertThat(count("failed")).isEqualTo(1);
        assertThat(error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(span().toString()).doesNotContain("the store");
    }

    @Test
    void whatIsGivenUpSaysNothingOfTheUpstream() {
        ApiException brokenOff = new ApiException(ErrorCode.SERVICE_UNAVAILABLE);
        Upstream upstream = observed(() -> {
            Thread.currentThread().interrupt();
            throw brokenOff;
        });

        assertThatThrownBy(() -> upstream.read(job())).isSameAs(brokenOff);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(count("given_up")).isEqualTo(1);
        assertThat(error()).isEqualTo("given_up");
    }

    private void failsWith(RuntimeException failure) {
        Upstream upstream = observed(() -> {
            throw failure;
        });
        assertThatThrownBy(() -> upstream.read(job())).isSameAs(failure);
    }

    private Upstream observed(Supplier<List<ReadPage>> reading) {
        return new ObservedUpstream(new Fake(reading), tracing, registry);
    }

    /** The one outcome that there is. */
    private long count(String outcome) {
        assertThat(registry.getMeters()).hasSize(1);
        return registry.get("recto.upstream")
                .tags("provider", "fake", "outcome", outcome)
                .timer()
                .count();
    }

    private SpanData span() {
        return spans.getFinishedSpanItems().getFirst();
    }

    private String error() {
        assertThat(span().getStatus()).isEqualTo(StatusData.error());
        return span().getAttributes().get(AttributeKey.stringKey("error.type"));
    }

    private static ForwardedJob job() {
        return new ForwardedJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                0,
                Lane.INTERACTIVE,
                "fake/x",
                "key",
                1,
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}",
                PARENT);
    }

    private record Fake(Supplier<List<ReadPage>> reading) implements Upstream {
        @Override
        public String provider() {
            return "fake";
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public List<ReadPage> read(ForwardedJob job) {
            return reading.get();
        }
    }
}
