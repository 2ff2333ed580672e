package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.worker.document.Documents;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts everything in order, and ends it in order: nothing new, then what is under way, then the engines. */
@ApplicationScoped
class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    private static final int EVICTION_SECONDS = 30;

    private final WorkerConfig config;
    private final List<PageReaderProvider> providers;
    private final KafkaClients clients;
    private final TopicSetup topics;
    private final Outbox outbox;
    private final RunningJobs jobs;
    private final Documents documents;
    private final ObjectStore store;
    private final PageMeters meters;
    private final MeterRegistry registry;
    private final ObjectMapper json;

    private final Drain drain = new Drain();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Platform threads: a share consumer spins while its network thread is held up, and would starve virtual ones. */
    private final ExecutorService lanes = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("lane-", 0).factory());

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("worker-clock").factory());
    private final List<PageReader> readers = new ArrayList<>();
    private volatile @Nullable Heartbeats heartbeats;

    Worker(
            WorkerConfig config,
            @All List<PageReaderProvider> providers,
            KafkaClients clients,
            TopicSetup topics,
            Outbox outbox,
            RunningJobs jobs,
            Documents documents,
            ObjectStore store,
            PageMeters meters,
            MeterRegistry registry,
            ObjectMapper json) {
        this.config = config;
        this.providers = providers;
        this.clients = clients;
        this.topics = topics;
        this.outbox = outbox;
        this.jobs = jobs;
        this.documents = documents;
        this.store = store;
        this.meters = meters;
        this.registry = registry;
        this.json = json;
    }

    /** Whether the engines are warm. */
    boolean started() {
        return heartbeats != null;
    }

    /** Whether tasks are taken and replies get through. */
    boolean ready() {
        Heartbeats beats = heartbeats;
        return beats != null && beats.heard() && !drain.begun();
    }

    void start(@Observes StartupEvent event) {
        threads.execute(this::open);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        drain.begin(config.drainTimeout());
        Heartbeats beats = heartbeats;
        if (beats != null) {
            beats.run();
        }
        lanes.shutdown();
        if (!lanes.awaitTermination(
                config.drainTimeout().plus(config.stopGrace()).toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Pages were still under way at the end; their locks expire and others read them");
        }
        clock.shutdownNow();
        threads.shutdownNow();
        readers.forEach(PageReader::close);
    }

    private void open() {
        try {
            for (PageReaderProvider provider : providers) {
                readers.addAll(provider.open());
            }
            List<ServedModel> models = readers.stream().map(PageReader::model).toList();
            setUpTopics(models.stream().map(ServedModel::id).toList());
            String id = config.id().orElseGet(() -> "worker-" + UUID.randomUUID());
            Heartbeats beats = new Heartbeats(id, models, outbox, drain);
            openLanes(id);
            var _ = clock.scheduleAtFixedRate(beats, 0, WorkerHeartbeat.INTERVAL_SECONDS, TimeUnit.SECONDS);
            var _ = clock.scheduleWithFixedDelay(
                    documents::evictIdle, EVICTION_SECONDS, EVICTION_SECONDS, TimeUnit.SECONDS);
            heartbeats = beats;
            LOG.infof("Serving %s", models.stream().map(ServedModel::id).toList());
        } catch (RuntimeException | InterruptedException e) {
            LOG.error("The worker can't start", e);
            Quarkus.asyncExit(1);
        }
    }

    private void setUpTopics(List<String> models) throws InterruptedException {
        while (!drain.begun()) {
            try {
                topics.ensure(models);
                return;
            } catch (ExecutionException e) {
                LOG.warnf("Waiting for the broker: %s", e.getCause());
                drain.awaitBegin(Duration.ofSeconds(1));
            }
        }
    }

    private void openLanes(String id) {
        lanes.execute(new CancelListener(clients, json, jobs, drain));
        DocumentHandler probing = new DocumentHandler(json, documents, registry, threads, config.maxDeliveries());
        open(Topics.DOCUMENTS, config.probes(), probing);
        PageHandler.Surroundings around =
                new PageHandler.Surroundings(id, json, documents, store, jobs, meters, threads, config);
        for (PageReader reader : readers) {
            ServedModel model = reader.model();
            open(Topics.pages(model.id()), model.slots(), new PageHandler(reader, around));
        }
    }

    private void open(String topic, int count, TaskHandler handler) {
        for (int i = 0; i < count; i++) {
            lanes.execute(new Lane(topic, clients, handler, outbox, drain, config.lock(), config.maxDeliveries()));
        }
    }
}
