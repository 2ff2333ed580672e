package dev.recto.worker.task;

import dev.recto.model.PageFault;
import dev.recto.model.PageResult;
import dev.recto.model.Words;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

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
                .forEach(flag -> registry.counter("recto.page.flags", "model", model, "flag", Words.of(flag))
                        .increment());
    }

    void failed(String model, PageFault fault, Duration time) {
        pages(model, Words.of(fault)).record(time);
    }

    Timer drawing(String model) {
        return registry.timer("recto.page.draw", "model", model);
    }

    private Timer pages(String model, String outcome) {
        return registry.timer("recto.pages", "model", model, "outcome", outcome);
    }
}
