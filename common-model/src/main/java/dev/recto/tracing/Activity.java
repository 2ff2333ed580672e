package dev.recto.tracing;

import dev.recto.model.Words;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is being done, as a span. It takes numbers, ids, constants, and names that an operator or this code gave; a
 * document's text has no way in. Thread-safe; what comes after the end is lost.
 */
public final class Activity implements AutoCloseable {
    /** What is not traced; neither are its children. */
    public static final Activity NONE = new Activity(Tracing.off(), Span.getInvalid());

    private final Tracing tracing;
    private final Span span;

    Activity(Tracing tracing, Span span) {
        this.tracing = tracing;
        this.span = span;
    }

    Tracing tracing() {
        return tracing;
    }

    public Activity with(Attribute attribute, long value) {
        if (span.isRecording()) {
            span.setAttribute(attribute.number(), value);
        }
        return this;
    }

    public Activity with(Attribute attribute, UUID id) {
        if (span.isRecording()) {
            span.setAttribute(attribute.text(), id.toString());
        }
        return this;
    }

    public Activity with(Attribute attribute, Enum<?> constant) {
        if (span.isRecording()) {
            span.setAttribute(attribute.text(), Words.of(constant));
        }
        return this;
    }

    /** @param name that an operator or this code gave, such as a model's: nothing that a client sends */
    public Activity named(Attribute attribute, String name) {
        span.setAttribute(attribute.text(), name);
        return this;
    }

    public void failed(Enum<?> why) {
        with(Attribute.ERROR, why);
        span.setStatus(StatusCode.ERROR);
    }

    /** By its constant, or else its class: what it says in words may quote a document. */
    public void failed(Throwable failure) {
        if (failure instanceof Coded coded) {
            failed(coded.code());
        } else if (span.isRecording()) {
            named(Attribute.ERROR, failure.getClass().getName());
            span.setStatus(StatusCode.ERROR);
        }
    }

    public void rename(String name) {
        span.updateName(name);
    }

    /** Says that this has to do with something in another trace. */
    public Activity link(TraceParent other) {
        if (!other.isNone()) {
            span.addLink(other.span());
        }
        return this;
    }

    /** What is done for it in another process, or later, belongs to this. */
    public TraceParent asParent() {
        return span.getSpanContext().isValid() ? new TraceParent(span.getSpanContext()) : TraceParent.NONE;
    }

    public Activity child(String name) {
        return tracing.within(name, SpanKind.INTERNAL, asParent());
    }

    public Activity child(String name, SpanKind kind) {
        return tracing.within(name, kind, asParent());
    }

    /** One that is over, or began a while ago. */
    public Activity child(String name, Instant began) {
        return tracing.within(name, SpanKind.INTERNAL, asParent(), began);
    }

    public void end(Instant at) {
        span.end(TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano(), TimeUnit.NANOSECONDS);
    }

    /** Ends it now. */
    @Override
    public void close() {
        span.end();
    }

    /** Ends it now, as failed where it has. */
    public void close(@Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        }
        close();
    }

    /** Does the work and ends with it, as failed if that fails. */
    public <T> T call(Supplier<T> work) {
        Throwable failure = null;
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            close(failure);
        }
    }

    /** Does the work and ends with it, as failed if that fails. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return this;
        });
    }
}
