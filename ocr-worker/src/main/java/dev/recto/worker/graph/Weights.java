package dev.recto.worker.graph;

import static java.util.Objects.requireNonNull;

import dev.recto.worker.onnx.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of graph parameters, mapped from disk and shared by all sessions: straight from the snapshot where they lie
 * there in the right type and order, else from the cache. Outlives the sessions and is outlived by its snapshot.
 */
public final class Weights implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Arena arena = Arena.ofShared();

    static Weights prepare(Snapshot snapshot, Collection<Parameter> parameters, WeightCache cache) {
        Map<String, Parameter> distinct = new LinkedHashMap<>();
        parameters.forEach(parameter -> distinct.put(parameter.name(), parameter));
        List<Parameter> converted =
                distinct.values().stream().filter(p -> p.stored() == null).toList();
        Weights weights = new Weights();
        try {
            if (!converted.isEmpty()) {
                Map<String, StoredTensor> cached =
                        SafetensorsFile.read(cache.fileFor(snapshot, converted), weights.arena);
                converted.forEach(
                        p -> weights.add(p, requireNonNull(cached.get(p.name())).data()));
            }
            for (Parameter parameter : distinct.values()) {
                MemorySegment stored = parameter.stored();
                if (stored != null) {
                    weights.add(parameter, stored);
                }
            }
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private void add(Parameter parameter, MemorySegment data) {
        tensors.put(parameter.name(), Tensor.view(data, parameter.type(), parameter.shape()));
    }

    /** Those of one graph, by name. */
    Map<String, Tensor> of(Graph graph) {
        Map<String, Tensor> chosen = new LinkedHashMap<>();
        graph.parameters()
                .forEach(parameter -> chosen.put(parameter.name(), requireNonNull(tensors.get(parameter.name()))));
        return chosen;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        arena.close();
    }
}
