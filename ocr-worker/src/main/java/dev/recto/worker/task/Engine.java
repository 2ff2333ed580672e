package dev.recto.worker.task;

import dev.recto.model.ServedModel;
import dev.recto.worker.reader.PageReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** An engine, and how many pages it is given at a time: the gauge {@code recto_pages_admitted}. */
record Engine(PageReader reader, Admission admission) {
    static Engine of(PageReader reader, MeterRegistry registry) {
        Admission admission = new Admission(reader.model().slots());
        return new Engine(
                reader,
                registry.gauge(
                        "recto.pages.admitted", Tags.of("model", reader.model().id()), admission, Admission::limit));
    }

    String id() {
        return reader.model().id();
    }

    /** What the API is to know of it now. */
    ServedModel served() {
        return reader.model().withSlots(admission.limit());
    }
}
