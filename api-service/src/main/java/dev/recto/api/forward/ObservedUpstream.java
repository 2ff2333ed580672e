package dev.recto.api.forward;

import dev.recto.api.fault.ApiException;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.forward.upstream.Upstream;
import dev.recto.model.Words;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/**
 * Tells how long an upstream takes for a document, and with what outcome: a span, and {@code recto_upstream_seconds}. The service over there
 * gets no header of the trace: whose it is is none of its business.
 */
record ObservedUpstream(Upstream upstream, Tracing tracing, MeterRegistry registry) implements Upstream {
    private enum Outcome {
        READ,
        /** Nobody needs it any more, or another process has it: that says nothing of the upstream. */
        GIVEN_UP,
        /** On this side. */
        FAILED
    }

    @Override
    public String provider() {
        return upstream.provider();
    }

    @Override
    public int concurrency() {
        return upstream.concurrency();
    }

    @Override
    public List<ReadPage> read(ForwardedJob job) {
        Timer.Sample sample = Timer.start(registry);
        String outcome = Words.of(Outcome.READ);
        try (Activity forwarding = forwarding(job)) {
            try {
                List<ReadPage> pages = upstream.read(job);
                forwarding.with(Attribute.PAGES, pages.size());
                return pages;
            } catch (RuntimeException | Error e) {
                if (Thread.currentThread().isInterrupted()) {
                    outcome = Words.of(Outcome.GIVEN_UP);
                    forwarding.failed(Outcome.GIVEN_UP);
                } else {
                    outcome = e instanceof ApiException refused ? refused.code().word() : Words.of(Outcome.FAILED);
                    forwarding.failed(e);
                }
                throw e;
            }
        } finally {
            sample.stop(registry.timer("recto.upstream", "provider", provider(), "outcome", outcome));
        }
    }

    private Activity forwarding(ForwardedJob job) {
        return tracing.within("forward document", SpanKind.CLIENT, job.trace())
                .with(Attribute.JOB, job.id())
                .with(Attribute.ATTEMPT, job.attempt())
                .with(Attribute.BYTES, job.sizeBytes())
                .named(Attribute.PROVIDER, provider());
    }
}
