package dev.recto.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The span that others belong to, wherever it was made: what W3C's {@code traceparent} says. Its companion {@code tracestate}, in
 * which callers can write what they like, is left behind.
 */
public record TraceParent(SpanContext span) {
    /** Nothing is traced. */
    public static final TraceParent NONE = new TraceParent(SpanContext.getInvalid());

    static final String FIELD = "traceparent";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    /** {@link #NONE} for what is no {@code traceparent}. */
    public static TraceParent parse(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        Context read = W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(FIELD, text), GETTER);
        SpanContext span = Span.fromContext(read).getSpanContext();
        return span.isValid() ? new TraceParent(span) : NONE;
    }

    public boolean isNone() {
        return !span.isValid();
    }

    /** As a {@code traceparent}; empty for {@link #NONE}. */
    public Optional<String> text() {
        return isNone()
                ? Optional.empty()
                : Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex());
    }

    /** The same place in the same trace, which is recorded from here on or not. */
    TraceParent recorded(boolean recorded) {
        TraceFlags flags = recorded ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return new TraceParent(SpanContext.createFromRemoteParent(
                span.getTraceId(), span.getSpanId(), flags, TraceState.getDefault()));
    }
}
