package dev.recto.api.models;

import dev.recto.model.ServedModel;
import java.util.List;
import java.util.Optional;

/** The models of other services that documents may be sent to. */
public interface UpstreamModels {
    /** Those that are offered to clients by name. */
    List<ServedModel> offered();

    /** The model of this id if it is one of a configured upstream, offered or not. */
    Optional<ServedModel> find(String id);
}
