package dev.recto.api.models;

import dev.recto.model.ModelCapability;
import dev.recto.model.ServedModel;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be asked for at any time: the models being served, and those on demand, whose workers come when there is something to
 * read. INVARIANT: whether the workers of a model on demand are there changes nothing about which model is meant.
 */
@Singleton
public class OfferedModels {
    /** What every vision-language model does. */
    private static final List<ModelCapability> INSTRUCTIONS =
            List.of(ModelCapability.PROMPT, ModelCapability.ANNOTATION);

    private final ServedModels served;
    private final ModelsConfig config;

    OfferedModels(ServedModels served, ModelsConfig config) {
        this.served = served;
        this.config = config;
    }

    /** In the order of their ids; those without workers have no slots. */
    public List<ServedModel> all() {
        List<ServedModel> awake = served.all();
        Set<String> ids = new HashSet<>();
        awake.forEach(model -> ids.add(model.id()));
        Stream<ServedModel> asleep =
                config.onDemand().orElse(List.of()).stream().filter(ids::add).map(this::asleep);
        return Stream.concat(awake.stream(), asleep)
                .sorted(Comparator.comparing(ServedModel::id))
                .toList();
    }

    public Optional<ServedModel> find(String id) {
        return all().stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** Whether there is such a model, be it that nobody reads with it at the moment. */
    public boolean isKnown(String id) {
        return config.known().contains(id) || find(id).isPresent();
    }

    /** While nothing is offered: what is known. */
    List<ServedModel> listed() {
        List<ServedModel> offered = all();
        return offered.isEmpty()
                ? config.known().stream()
                        .map(id -> away(id, "Not being served at the moment."))
                        .toList()
                : offered;
    }

    private ServedModel asleep(String id) {
        return away(id, "Its workers start when there is something to read.");
    }

    private ServedModel away(String id, String description) {
        String owner = id.contains("/") ? id.substring(0, id.indexOf('/')) : "recto";
        return new ServedModel(
                id, id, owner, description, 1, 0, config.capabilities().getOrDefault(id, INSTRUCTIONS));
    }
}
