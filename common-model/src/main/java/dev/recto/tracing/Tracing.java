package dev.recto.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans. INVARIANT: what belongs to nothing is not traced, so whether a request is recorded is decided where it comes in, and
 * where that is off nothing costs anything anywhere. Nothing here waits for a collector.
 */
public final class Tracing implements AutoCloseable {
    private static final Tracing OFF = new Tracing(TracerProvider.noop(), 0, () -> {});
    private static final Duration LAST_SENDING = Duration.ofSeconds(2);

    private final Tracer tracer;
    private final boolean on;
    private final double ratio;
    private final Runnable shutdown;

    private Tracing(TracerProvider provider, double ratio, Runnable shutdown) {
        this.tracer = provider.get("dev.recto");
        this.on = provider != TracerProvider.noop();
        this.ratio = ratio;
        this.shutdown = shutdown;
    }

    public static Tracing off() {
        return OFF;
    }

    /** As the service was told: to a collector, or off. */
    public static Tracing of(String service, double ratio, TracingOptions options) {
        return options.enabled() ? to(TracingSettings.of(service, ratio, options)) : OFF;
    }

    /** Sends spans in the background; a collector that is away loses them and holds nothing up. */
    static Tracing to(TracingSettings settings) {
        OtlpHttpSpanExporterBuilder exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(settings.address()).setTimeout(settings.timeout());
        settings.headers().forEach(exporter::addHeader);
        return to(
                settings.service(),
                settings.ratio(),
                BatchSpanProcessor.builder(exporter.build())
                        .setScheduleDelay(settings.interval())
                        .setExporterTimeout(settings.timeout())
                        .setMaxQueueSize(settings.queue())
                        .setMaxExportBatchSize(Math.min(512, settings.queue()))
                        .build());
    }

    /** Hands spans to any processor. */
    public static Tracing to(String service, double ratio, SpanProcessor processor) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.namespace", "recto")
                        .put("service.name", service)
                        .put("service.instance.id", UUID.randomUUID().toString())
                        .build()));
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                .addSpanProcessor(processor)
                .build();
        return new Tracing(
                provider, ratio, () -> provider.shutdown().join(LAST_SENDING.toMillis(), TimeUnit.MILLISECONDS));
    }

    public boolean on() {
        return on;
    }

    /** Begins a trace. */
    public Activity root(String name, SpanKind kind) {
        return on ? begin(tracer.spanBuilder(name).setSpanKind(kind).setNoParent()) : Activity.NONE;
    }

    /**
     * Goes on with the caller's trace, or begins one.
     *
     * @param trusted whether the caller decides what is recorded; else the ratio does, at random: ids are the caller's choice, too
     */
    public Activity requested(String name, TraceParent caller, boolean trusted) {
        if (caller.isNone()) {
            return root(name, SpanKind.SERVER);
        }
        return within(name, SpanKind.SERVER, trusted ? caller : caller.recorded(drawn()));
    }

    /** Goes on with a trace; where there is none, none begins. */
    public Activity within(String name, SpanKind kind, TraceParent parent) {
        return on && !parent.isNone() ? begin(builder(name, kind, parent)) : Activity.NONE;
    }

    Activity within(String name, SpanKind kind, TraceParent parent, Instant began) {
        return on && !parent.isNone() ? begin(builder(name, kind, parent).setStartTimestamp(began)) : Activity.NONE;
    }

    private SpanBuilder builder(String name, SpanKind kind, TraceParent parent) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(Span.wrap(parent.span())));
    }

    private Activity begin(SpanBuilder span) {
        return new Activity(this, span.startSpan());
    }

    private boolean drawn() {
        return ThreadLocalRandom.current().nextDouble() < ratio;
    }

    /** Sends what there is, and does not wait long for it. */
    @Override
    public void close() {
        shutdown.run();
    }
}
