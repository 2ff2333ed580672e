package dev.recto.api.models;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.model.ServedModel;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which model a request means. Never another one than it names. */
@Singleton
public class ModelResolver {
    private final ModelsConfig config;
    private final OfferedModels models;
    private final UpstreamModels upstreams;

    ModelResolver(ModelsConfig config, OfferedModels models, UpstreamModels upstreams) {
        this.config = config;
        this.models = models;
        this.upstreams = upstreams;
    }

    /**
     * An upstream's model goes before an alias of the same name: who configured the upstream wants it.
     *
     * @param named id or alias; empty for the default
     */
    public ServedModel resolve(Optional<String> named) {
        return named.flatMap(upstreams::find).orElseGet(() -> otherThanUpstream(named));
    }

    /** Fails where there is no such model; whether it is being served at the moment does not matter. */
    public void requireKnown(String named) {
        String id = config.aliases().getOrDefault(named, named);
        boolean known = id.equals(ModelsConfig.DEFAULT)
                || models.isKnown(id)
                || upstreams.find(named).or(() -> upstreams.find(id)).isPresent();
        if (!known) {
            throw unknown(id);
        }
    }

    private ServedModel otherThanUpstream(Optional<String> named) {
        String id = named.map(name -> config.aliases().getOrDefault(name, name)).orElse(ModelsConfig.DEFAULT);
        if (!id.equals(ModelsConfig.DEFAULT)) {
            return byId(id);
        }
        return config.defaultModel().map(this::byId).orElseGet(this::firstOffered);
    }

    /** Names that requests may use for the model instead of its id. */
    public List<String> aliases(String id) {
        return config.aliases().entrySet().stream()
                .filter(alias -> upstreams.find(alias.getKey()).isEmpty())
                .filter(alias ->
                        alias.getValue().equals(id) || alias.getValue().equals(ModelsConfig.DEFAULT) && isDefault(id))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether it reads for requests that name none. */
    boolean isDefault(String id) {
        return config.defaultModel()
                .or(() -> preferred().map(ServedModel::id))
                .filter(id::equals)
                .isPresent();
    }

    private ServedModel byId(String id) {
        return models.find(id)
                .or(() -> upstreams.find(id))
                .orElseThrow(() -> config.known().contains(id) ? notServed(id) : unknown(id));
    }

    private ServedModel firstOffered() {
        return preferred()
                .orElseThrow(() ->
                        new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "No model is being served at the moment."));
    }

    private Optional<ServedModel> preferred() {
        List<ServedModel> offered = models.all();
        return config.known().stream()
                .flatMap(id -> offered.stream().filter(model -> model.id().equals(id)))
                .findFirst()
                .or(() -> offered.stream().findFirst());
    }

    private ApiException notServed(String id) {
        return new ApiException(
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "The model " + id + " is not being served at the moment. Offered: " + offered() + ".")
                .param("model");
    }

    private ApiException unknown(String id) {
        String shown = id.isBlank() ? "without a name" : id.length() <= 200 ? id : id.substring(0, 200);
        return new ApiException(
                        ErrorCode.MODEL_NOT_FOUND, "There is no model " + shown + ". Offered: " + offered() + ".")
                .param("model");
    }

    private String offered() {
        String ids = models.all().stream().map(ServedModel::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? "none" : ids;
    }
}
