package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.tracing.Tracing;
import dev.recto.worker.document.DocumentCopies;
import dev.recto.worker.document.Documents;
import dev.recto.worker.document.PagePictures;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

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
    private final DocumentCopies copies;
    private final PagePictures pictures;
    private final ObjectStore store;
    private final PageMeters meters;
    private final MeterRegistry registry;
    private final ObjectMapper json;
    private final Ending ending;
    private final Tracing tracing;

    private final Drain drain = new Drain();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(PoolThreads.named("worker-clock"));
    private final Readers readers = new Readers();
    private volatile List<Serving> servings = List.of();
    private volatile boolean failed;

    Worker(
            WorkerConfig config,
            @All List<PageReaderProvider> providers,
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
        this.copies = copies;
        this.pictures = pictures;
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
        return !servings.isEmpty();
    }

    /** Whether tasks are taken and replies get through. */
    boolean ready() {
        return started() && servings.stream().allMatch(Serving::ready) && !drain.begun();
    }

    void start(@Observes StartupEvent event) {
        threads.execute(this::open);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        drain();
        List<Serving> last;
        synchronized (this) {
            last = servings;
        }
        Duration patience = config.drainTimeout().plus(config.stopGrace());
        for (Serving serving : last) {
            serving.finish(patience);
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
        servings.forEach(serving -> serving.heartbeats().run());
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
                topics.ensure(models, config.queues());
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
        List<Engine> engines = readers.all().stream()
                .map(reader -> Engine.of(reader, registry))
                .toList();
        servings = config.instances() == 1
                ? List.of(serve(id, engines))
                : IntStream.rangeClosed(1, config.instances())
                        .mapToObj(instance -> serve(id + "-" + instance, engines))
                        .toList();
        every(EVICTION, documents::evictIdle);
        for (PageReader reader : readers.all()) {
            var _ = reader.broken().thenAcceptAsync(why -> broken(reader.model(), why), threads);
        }
        LOG.infof("Serving %s", engines.stream().map(Engine::id).toList());
    }

    private Serving serve(String id, List<Engine> engines) {
        HeldTasks held = new HeldTasks();
        Takers takers = new Takers(clients, threads, registry);
        Heartbeats beats = new Heartbeats(id, takers::served, held, outbox, clients.outage(), drain);
        TaskRun.Surroundings running =
                new TaskRun.Surroundings(id, held, beats, outbox, clients.outage(), drain, tracing);
        PageHandler.Surroundings reading =
                new PageHandler.Surroundings(id, json, documents, store, jobs, meters, threads, config);
        takers.listen(new CancelListener(clients::listener, clients.outage(), json, jobs, drain));
        Map<String, PageHandler> pages = new HashMap<>();
        engines.forEach(engine -> pages.put(engine.id(), new PageHandler(engine, reading)));
        takers.open(
                Topics.DOCUMENTS,
                new Slots(config::probes),
                new DocumentHandler(json, documents, copies, pictures, registry, threads, pages),
                running);
        int queue = Math.floorMod(id.hashCode(), config.queues());
        engines.forEach(engine -> takers.open(engine, queue, Objects.requireNonNull(pages.get(engine.id())), running));
        every(Duration.ofSeconds(WorkerHeartbeat.INTERVAL_SECONDS), beats);
        return new Serving(held, beats, takers);
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
