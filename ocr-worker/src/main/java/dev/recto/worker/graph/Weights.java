package dev.recto.worker.graph;

import static java.util.Objects.requireNonNull;

import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.SafetensorsFile;
import dev.recto.worker.snapshot.Snapshot;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of graph parameters, mapped from disk and shared by all sessions: straight from the snapshot where they lie
 * there in the right type and order, else from the cache. Outlives the sessions and is outlived by its snapshot.
 *
 * <p>The runtime maps the cache's file itself, for it copies what it is given from memory.
 */
public final class Weights implements AutoCloseable {
    private final Resources resources;
    private final Map<String, Graph.Place> places = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    public static Weights prepare(Snapshot snapshot, Collection<Parameter> parameters, WeightCache cache) {
        return Resources.owned(resources -> new Weights(resources, snapshot, parameters, cache));
    }

    private Weights(Resources resources, Snapshot snapshot, Collection<Parameter> parameters, WeightCache cache) {
        this.resources = resources;
        Map<String, Parameter> distinct = new LinkedHashMap<>();
        parameters.forEach(parameter -> distinct.put(parameter.name(), parameter));
        List<Parameter> converted =
                distinct.values().stream().filter(p -> p.stored() == null).toList();
        if (!converted.isEmpty()) {
            Path file = resources.keep(cache.lease(snapshot, converted)).file();
            SafetensorsFile.positions(file)
                    .forEach((name, position) ->
                            places.put(name, new Graph.Place(file.getFileName().toString(), position)));
        }
        for (Parameter parameter : distinct.values()) {
            MemorySegment stored = parameter.stored();
            if (stored != null) {
                tensors.put(parameter.name(), resources.keep(Tensor.view(stored, parameter.type(), parameter.shape())));
            }
        }
    }

    /** Those that lie in the cache. */
    public Map<String, Graph.Place> places() {
        return places;
    }

    /** Those of one graph that lie in the snapshot, by name. */
    public Map<String, Tensor> stored(Graph graph) {
        Map<String, Tensor> chosen = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            if (tensors.containsKey(parameter.name())) {
                chosen.put(parameter.name(), requireNonNull(tensors.get(parameter.name())));
            }
        }
        return chosen;
    }

    @Override
    public void close() {
        resources.close();
    }
}
