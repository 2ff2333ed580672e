package dev.recto.api.jobs;

import dev.recto.api.fault.ApiException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/** Tells how long an upstream takes for a document, and with what outcome: {@code recto_upstream_seconds}. */
record MeasuredUpstream(Upstream upstream, MeterRegistry registry) implements Upstream {
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
        String outcome = "failed";
        try {
            List<ReadPage> pages = upstream.read(job);
            outcome = "read";
            return pages;
        } catch (ApiException refused) {
            outcome = JobMeters.word(refused.code());
            throw refused;
        } finally {
            sample.stop(registry.timer("recto.upstream", "provider", provider(), "outcome", outcome));
        }
    }
}
