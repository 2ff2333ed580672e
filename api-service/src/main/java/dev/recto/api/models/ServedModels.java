package dev.recto.api.models;

import dev.recto.model.ServedModel;
import dev.recto.model.WorkerHeartbeat;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the live workers serve, as their heartbeats say. */
@Singleton
public class ServedModels {
    private static final Duration EXPIRY = Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS);

    private record Heard(WorkerHeartbeat heartbeat, Instant at) {}

    private final Map<String, Heard> workers = new ConcurrentHashMap<>();
    private final Clock clock;

    ServedModels() {
        this(Clock.systemUTC());
    }

    ServedModels(Clock clock) {
        this.clock = clock;
    }

    void hear(Collection<WorkerHeartbeat> heartbeats) {
        Instant now = clock.instant();
        heartbeats.forEach(each -> workers.put(each.worker(), new Heard(each, now)));
        workers.values().removeIf(worker -> expired(worker, now));
    }

    /** One entry per model in the order of their ids, its slots being those of all its workers. */
    public List<ServedModel> all() {
        return live()
                .flatMap(each -> each.models().stream())
                .collect(Collectors.toMap(ServedModel::id, model -> model, ServedModels::together))
                .values()
                .stream()
                .sorted(Comparator.comparing(ServedModel::id))
                .toList();
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

    private Stream<WorkerHeartbeat> live() {
        Instant now = clock.instant();
        return workers.values().stream()
                .filter(worker -> !expired(worker, now))
                .map(Heard::heartbeat)
                .filter(heartbeat -> !heartbeat.draining());
    }

    private static boolean expired(Heard worker, Instant now) {
        return worker.at().plus(EXPIRY).isBefore(now);
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
