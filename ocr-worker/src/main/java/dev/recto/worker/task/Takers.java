package dev.recto.worker.task;

import dev.recto.model.ServedModel;
import dev.recto.model.Topics;
import dev.recto.worker.threads.PoolThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** All takers of a worker, each on a platform thread: a share consumer spins while its network thread is held up, and would starve virtual ones. */
final class Takers {
    private final KafkaClients clients;
    private final Executor tasks;
    private final MeterRegistry registry;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(PoolThreads.named("taker"));
    private final List<Offer> offers = new CopyOnWriteArrayList<>();

    private record Offer(Engine engine, int queue, Taker taker) {
        ServedModel served() {
            return engine.served().fromQueue(queue);
        }
    }

    /** @param tasks where tasks are worked on */
    Takers(KafkaClients clients, Executor tasks, MeterRegistry registry) {
        this.clients = clients;
        this.tasks = tasks;
        this.registry = registry;
    }

    void listen(CancelListener listener) {
        threads.execute(listener);
    }

    /** @param queue of the model, counted from 0 */
    void open(Engine engine, int queue, PageHandler handler, TaskRun.Surroundings around) {
        Taker taker = open(Topics.pages(engine.id(), queue), handler.slots(), handler, around);
        offers.add(new Offer(engine, queue, taker));
    }

    Taker open(String queue, Slots slots, TaskHandler handler, TaskRun.Surroundings around) {
        Taker taker = new Taker(queue, clients, handler, slots, around, tasks, new TaskMeters(registry, queue));
        threads.execute(taker);
        return taker;
    }

    /** What the worker really takes pages for. */
    List<ServedModel> served() {
        return offers.stream()
                .filter(offer -> offer.taker().member())
                .map(Offer::served)
                .toList();
    }

    /** Whether pages reach the worker. */
    boolean taking() {
        return offers.stream().anyMatch(offer -> offer.taker().member());
    }

    /** False when something is still taken after this time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
