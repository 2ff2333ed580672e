package dev.recto.worker.serving;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What is measured of a model that reads region by region: {@code recto_vlm_layout_seconds} (a page through the detector), and
 * {@code recto_vlm_regions_total} by {@code outcome}: {@code read}, or {@code left_out} because it could not be.
 */
final class LayoutMeters {
    private final Timer layout;
    private final Counter read;
    private final Counter leftOut;

    LayoutMeters(MeterRegistry registry, String model) {
        layout = registry.timer("recto.vlm.layout", "model", model);
        read = registry.counter("recto.vlm.regions", "model", model, "outcome", "read");
        leftOut = registry.counter("recto.vlm.regions", "model", model, "outcome", "left_out");
    }

    Timer layout() {
        return layout;
    }

    void read() {
        read.increment();
    }

    void leftOut() {
        leftOut.increment();
    }
}
