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

/**
 * What the live workers serve, as their heartbeats say. INVARIANT: silence counts only while the broker is heard; when it is away,
 * what was served last is taken to be served still, and work for it waits.
 */
@Singleton
public class ServedModels {
    private static final Duration EXPIRY = Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS);

    /** The most that counts between two signs of the broker's life; it is asked for one more often. */
    private static final Duration MOST_SILENCE = Duration.ofSeconds(4);

    private record Heard(WorkerHeartbeat heartbeat, Duration silence) {
        Heard andSilentFor(Duration more) {
            return new Heard(heartbeat, silence.plus(more));
        }
    }

    private final Map<String, Heard> workers = new ConcurrentHashMap<>();
    private final Clock clock;
    private Instant brokerHeard = Instant.MIN;

    ServedModels() {
        this(Clock.systemUTC());
    }

    ServedModels(Clock clock) {
        this.clock = clock;
    }

    /** Called whenever the broker gave a sign of life, though nobody may have spoken. */
    synchronized void hear(Collection<WorkerHeartbeat> heartbeats) {
        Instant now = clock.instant();
        Duration silence =
                brokerHeard.plus(MOST_SILENCE).isBefore(now) ? MOST_SILENCE : Duration.between(brokerHeard, now);
        brokerHeard = now;
        workers.replaceAll((id, worker) -> worker.andSilentFor(silence));
        heartbeats.forEach(each -> workers.put(each.worker(), new Heard(each, Duration.ZERO)));
        workers.values().removeIf(worker -> worker.silence().compareTo(EXPIRY) > 0);
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
        return workers.values().stream().map(Heard::heartbeat).filter(heartbeat -> !heartbeat.draining());
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
