package dev.recto.worker.serving;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Tells a plan: {@code recto_vlm_memory_planned_bytes} by model and part. */
final class MemoryGauges {
    private MemoryGauges() {}

    static void tell(MemoryPlan plan, MeterRegistry registry) {
        plan.parts()
                .forEach((id, parts) ->
                        parts.forEach((part, bytes) -> Gauge.builder("recto.vlm.memory.planned.bytes", () -> bytes)
                                .tag("model", id)
                                .tag("part", part)
                                .register(registry)));
    }
}
