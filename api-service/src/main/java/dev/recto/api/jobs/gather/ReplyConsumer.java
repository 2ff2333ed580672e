package dev.recto.api.jobs.gather;

import dev.recto.api.messaging.Consumers;
import dev.recto.model.Topics;
import dev.recto.model.WorkerReply;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Takes the workers' replies; all pods share them. */
@Singleton
final class ReplyConsumer {
    private static final String GROUP = "recto-api";

    private final Consumers consumers;
    private final Gatherer gatherer;
    private final ReplyFaults faults;
    private @Nullable AutoCloseable loop;

    ReplyConsumer(Consumers consumers, Gatherer gatherer, ReplyFaults faults) {
        this.consumers = consumers;
        this.gatherer = gatherer;
        this.faults = faults;
    }

    void start(@Observes StartupEvent started) {
        loop = consumers.share(Topics.RESULTS, Topics.DEAD_RESULTS, GROUP, WorkerReply.class, gatherer::gather, faults);
    }

    void stop(@Observes ShutdownEvent stopping) throws Exception {
        if (loop != null) {
            loop.close();
        }
    }
}
