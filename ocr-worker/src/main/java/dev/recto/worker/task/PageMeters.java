package dev.recto.worker.task;

import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/** What is counted of pages: {@code recto_pages_seconds}, {@code recto_page_draw_seconds}, {@code recto_page_flags_total}. */
@ApplicationScoped
class PageMeters {
    private final MeterRegistry registry;

    PageMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void read(String model, PageResult result) {
        pages(model, "read").record(Duration.ofMillis(result.milliseconds()));
        result.flags()
                .forEach(flag -> registry.counter("recto.page.flags", "model", model, "flag", label(flag))
                        .increment());
    }

    void failed(String model, PageFault fault, Duration time) {
        pages(model, label(fault)).record(time);
    }

    Timer drawing(String model) {
        return registry.timer("recto.page.draw", "model", model);
    }

    private Timer pages(String model, String outcome) {
        return registry.timer("recto.pages", "model", model, "outcome", outcome);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
