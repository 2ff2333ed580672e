package dev.recto.api.models;

import dev.recto.model.ServedModel;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the live workers serve, as their heartbeats say. While the broker is away, that is what was served last, and work for it waits. */
@Singleton
public class ServedModels {
    private final Presence<Said> workers;

    /** Asked for at every request, by whoever sends it, and a thousand workers are long to add up. */
    private volatile Served served = new Served(0, List.of(), Map.of(), Map.of());

    private record Served(
            int workers, List<ServedModel> models, Map<String, Fleet> fleets, Map<String, List<QueueShare>> queues) {}

    /**
     * What a worker said last.
     *
     * @param tasks that it has, as far as it has said
     */
    private record Said(WorkerHeartbeat heartbeat, int tasks) {
        static Said after(Optional<Said> former, WorkerHeartbeat heartbeat) {
            int taken = heartbeat.taken() == null ? 0 : Math.max(1, heartbeat.takenPages());
            List<TaskId> held = heartbeat.held();
            return new Said(
                    heartbeat, taken + (held == null ? former.map(Said::tasks).orElse(0) : held.size()));
        }

        QueueShare share(ServedModel model) {
            return new QueueShare(model.queue(), model.slots(), Math.max(0, model.slots() - tasks));
        }
    }

    ServedModels() {
        this(Clock.systemUTC());
    }

    ServedModels(Clock clock) {
        workers = new Presence<>(clock);
    }

    /** Called whenever the broker gave a sign of life; see {@link Presence}. */
    public void hear(Collection<WorkerHeartbeat> heartbeats, boolean all) {
        workers.brokerHeard(all);
        heartbeats.forEach(each -> workers.heard(each.worker(), Said.after(workers.of(each.worker()), each)));
        if (!workers.expire().isEmpty() || !heartbeats.isEmpty()) {
            served = addUp();
        }
    }

    /** One entry per model in the order of their ids, its slots being those of all its workers. */
    public List<ServedModel> all() {
        return served.models();
    }

    public Optional<ServedModel> find(String id) {
        return all().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** Pages that the live workers read at the same time with this model. */
    public int slots(String model) {
        return find(model).map(ServedModel::slots).orElse(0);
    }

    /** The same over all models: how much work of any kind can be under way. */
    public int slots() {
        return all().stream().mapToInt(ServedModel::slots).sum();
    }

    /** Live workers, of whatever model. */
    public int workers() {
        return served.workers();
    }

    /** The live workers of a model. */
    public Fleet fleet(String model) {
        return served.fleets().getOrDefault(model, Fleet.NOBODY);
    }

    /** The queues that live workers of a model take from, in order. */
    public List<QueueShare> queues(String model) {
        return served.queues().getOrDefault(model, List.of());
    }

    private Served addUp() {
        List<Said> live = workers.all().stream()
                .filter(said -> !said.heartbeat().draining())
                .toList();
        List<ServedModel> models = live.stream()
                .flatMap(each -> each.heartbeat().models().stream())
                .collect(Collectors.toMap(ServedModel::id, model -> model, ServedModels::together))
                .values()
                .stream()
                .sorted(Comparator.comparing(ServedModel::id))
                .toList();
        Map<String, Fleet> fleets = new HashMap<>();
        Map<String, SortedMap<Integer, QueueShare>> shares = new HashMap<>();
        for (Said worker : live) {
            for (ServedModel model : worker.heartbeat().models()) {
                fleets.merge(model.id(), Fleet.of(worker.heartbeat(), model), Fleet::and);
                shares.computeIfAbsent(model.id(), id -> new TreeMap<>())
                        .merge(model.queue(), worker.share(model), QueueShare::and);
            }
        }
        Map<String, List<QueueShare>> queues = shares.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> List.copyOf(each.getValue().values())));
        return new Served(live.size(), models, Map.copyOf(fleets), queues);
    }

    private static ServedModel together(ServedModel one, ServedModel other) {
        return new ServedModel(
                one.id(),
                one.name(),
                one.ownedBy(),
                one.description(),
                Math.min(one.maxContextLength(), other.maxContextLength()),
                one.slots() + other.slots(),
                one.capabilities().stream()
                        .filter(other.capabilities()::contains)
                        .toList(),
                0,
                one.languages().stream().filter(other.languages()::contains).toList(),
                Objects.equals(one.version(), other.version()) ? one.version() : null);
    }
}
