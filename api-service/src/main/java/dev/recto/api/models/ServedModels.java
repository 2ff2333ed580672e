package dev.recto.api.models;

import dev.recto.model.ServedModel;
import dev.recto.model.WorkerHeartbeat;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the live workers serve, as their heartbeats say. While the broker is away, that is what was served last, and work for it waits. */
@Singleton
public class ServedModels {
    private final Presence<WorkerHeartbeat> workers;

    /** Asked for at every request, by whoever sends it, and a thousand workers are long to add up. */
    private volatile List<ServedModel> together = List.of();

    private volatile Map<String, Fleet> fleets = Map.of();

    ServedModels() {
        this(Clock.systemUTC());
    }

    ServedModels(Clock clock) {
        workers = new Presence<>(clock);
    }

    /** Called whenever the broker gave a sign of life; see {@link Presence}. */
    public void hear(Collection<WorkerHeartbeat> heartbeats, boolean all) {
        workers.brokerHeard(all);
        heartbeats.forEach(each -> workers.heard(each.worker(), each));
        if (!workers.expire().isEmpty() || !heartbeats.isEmpty()) {
            addUp();
        }
    }

    /** One entry per model in the order of their ids, its slots being those of all its workers. */
    public List<ServedModel> all() {
        return together;
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

    /** The live workers of a model. */
    public Fleet fleet(String model) {
        return fleets.getOrDefault(model, Fleet.NOBODY);
    }

    private void addUp() {
        List<WorkerHeartbeat> live = workers.all().stream()
                .filter(heartbeat -> !heartbeat.draining())
                .toList();
        together = live.stream()
                .flatMap(each -> each.models().stream())
                .collect(Collectors.toMap(ServedModel::id, model -> model, ServedModels::together))
                .values()
                .stream()
                .sorted(Comparator.comparing(ServedModel::id))
                .toList();
        Map<String, Fleet> all = new HashMap<>();
        for (WorkerHeartbeat worker : live) {
            worker.models().forEach(model -> all.merge(model.id(), Fleet.of(worker, model), Fleet::and));
        }
        fleets = all;
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
                        .toList());
    }
}
