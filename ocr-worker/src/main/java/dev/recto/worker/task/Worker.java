package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.tracing.Tracing;
import dev.recto.worker.document.Documents;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReaderProvider;
import dev.recto.worker.reader.UnusableModelException;
import dev.recto.worker.storage.ObjectStore;
import dev.recto.worker.threads.PoolThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts everything in order, and ends it in order: nothing new, then what is under way, then the engines. */
@ApplicationScoped
class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    private static final Duration EVICTION = Duration.ofSeconds(30);

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
    private final Ending ending;
    private final Tracing tracing;

    private final Drain drain = new Drain();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Platform threads: a share consumer spins while its network thread is held up, and would starve virtual ones. */
    private final ExecutorService lanes = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("lane-", 0).factory());

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(PoolThreads.named("worker-clock"));
    private final Readers readers = new Readers();
    private volatile @Nullable Heartbeats heartbeats;
    private volatile boolean failed;

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
            ObjectMapper json,
            Ending ending,
            Tracing tracing) {
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
        this.ending = ending;
        this.tracing = tracing;
    }

    /** Whether there is any use in going on: no engine is broken. */
    boolean alive() {
        return !failed;
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
        drain();
        synchronized (this) {
            lanes.shutdown();
        }
        if (!lanes.awaitTermination(
                config.drainTimeout().plus(config.stopGrace()).toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Pages were still under way at the end; their locks expire and others read them");
        }
        clock.shutdownNow();
        threads.shutdownNow();
        // A broken engine may never let go of its model.
        if (!failed) {
            readers.close();
        }
    }

    private void drain() {
        drain.begin(config.drainTimeout());
        Heartbeats beats = heartbeats;
        if (beats != null) {
            beats.run();
        }
    }

    private void open() {
        try {
            for (PageReaderProvider provider : providers) {
                if (!readers.add(provider.open())) {
                    return;
                }
            }
            setUpTopics(
                    readers.all().stream().map(reader -> reader.model().id()).toList());
            serve(config.id().orElseGet(() -> "worker-" + UUID.randomUUID()));
        } catch (UnusableModelException e) {
            LOG.errorf("The worker can't start: %s", e.getMessage());
            LOG.debug("The worker can't start", e);
            end();
        } catch (RuntimeException | InterruptedException | Error e) {
            if (!drain.begun()) {
                LOG.error("The worker can't start", e);
                end();
            }
        }
    }

    private void end() {
        failed = true;
        drain();
        ending.begin();
    }

    /** Whatever the other engines still read has the time that every end leaves; see {@link Drain}. */
    private void broken(ServedModel model, Throwable why) {
        LOG.errorf(
                "The engine of %s is broken, and the worker ends: %s",
                model.id(), why.getClass().getName());
        LOG.debug("The engine is broken", why);
        end();
    }

    private void setUpTopics(List<String> models) throws InterruptedException {
        while (!drain.begun()) {
            try {
                topics.ensure(models);
                return;
            } catch (ExecutionException e) {
                clients.outage().noticed("topics can't be created", e.getCause() == null ? e : e.getCause());
                drain.awaitBegin(Duration.ofSeconds(1));
            }
        }
    }

    private synchronized void serve(String id) {
        if (drain.begun()) {
            return;
        }
        List<Serving> servings = readers.all().stream()
                .map(reader -> Serving.of(reader, registry))
                .toList();
        Heartbeats beats = new Heartbeats(
                id, () -> servings.stream().map(Serving::served).toList(), outbox, clients.outage(), drain);
        openLanes(id, servings);
        every(Duration.ofSeconds(WorkerHeartbeat.INTERVAL_SECONDS), beats);
        every(EVICTION, documents::evictIdle);
        heartbeats = beats;
        for (PageReader reader : readers.all()) {
            var _ = reader.broken().thenAcceptAsync(why -> broken(reader.model(), why), threads);
        }
        LOG.infof("Serving %s", servings.stream().map(Serving::id).toList());
    }

    private void openLanes(String id, List<Serving> servings) {
        lanes.execute(new CancelListener(clients, json, jobs, drain));
        DocumentHandler probing = new DocumentHandler(json, documents, registry, threads, config.maxDeliveries());
        open(Topics.DOCUMENTS, config.probes(), lane -> true, probing);
        PageHandler.Surroundings around =
                new PageHandler.Surroundings(id, json, documents, store, jobs, meters, threads, config);
        for (Serving serving : servings) {
            ServedModel model = serving.reader().model();
            open(
                    Topics.pages(model.id()),
                    model.slots(),
                    lane -> lane < serving.admission().limit(),
                    new PageHandler(serving, around));
        }
    }

    private void open(String topic, int count, IntPredicate takes, TaskHandler handler) {
        TaskMeters counted = new TaskMeters(registry, topic);
        for (int i = 0; i < count; i++) {
            int lane = i;
            lanes.execute(new Lane(
                    topic,
                    clients,
                    handler,
                    outbox,
                    drain,
                    () -> takes.test(lane),
                    config.lock(),
                    config.maxDeliveries(),
                    tracing,
                    counted));
        }
    }

    /** What fails once is done again all the same; an executor would drop it. */
    private void every(Duration interval, Runnable work) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.errorf(
                        "What is done every %s failed: %s",
                        interval, e.getClass().getName());
            }
        };
        var _ = clock.scheduleWithFixedDelay(guarded, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }
}
