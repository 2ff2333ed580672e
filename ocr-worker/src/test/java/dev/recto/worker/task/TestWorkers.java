package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.tracing.Tracing;
import dev.recto.worker.document.DocumentCopies;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.PagePictures;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Further workers in this process, on the parts of its own. */
@Singleton
class TestWorkers {
    private final KafkaClients clients;
    private final TopicSetup topics;
    private final Outbox outbox;
    private final RunningJobs jobs;
    private final Documents documents;
    private final DocumentCopies copies;
    private final PagePictures pictures;
    private final ObjectStore store;
    private final PageMeters meters;
    private final MeterRegistry registry;
    private final ObjectMapper json;
    private final List<Worker> workers = new ArrayList<>();

    TestWorkers(
            KafkaClients clients,
            TopicSetup topics,
            Outbox outbox,
            RunningJobs jobs,
            Documents documents,
            DocumentCopies copies,
            PagePictures pictures,
            ObjectStore store,
            PageMeters meters,
            MeterRegistry registry,
            ObjectMapper json) {
        this.clients = clients;
        this.topics = topics;
        this.outbox = outbox;
        this.jobs = jobs;
        this.documents = documents;
        this.copies = copies;
        this.pictures = pictures;
        this.store = store;
        this.meters = meters;
        this.registry = registry;
        this.json = json;
    }

    Worker start(WorkerConfig config, Ending ending, PageReaderProvider... providers) {
        Worker worker = new Worker(
                config,
                List.of(providers),
                clients,
                topics,
                outbox,
                jobs,
                documents,
                copies,
                pictures,
                store,
                meters,
                registry,
                json,
                ending,
                Tracing.off());
        workers.add(worker);
        worker.start(new StartupEvent());
        return worker;
    }

    void stop() throws InterruptedException {
        for (Worker worker : workers) {
            worker.stop(new ShutdownEvent());
        }
        workers.clear();
    }
}
