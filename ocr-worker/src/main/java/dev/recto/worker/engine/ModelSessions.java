package dev.recto.worker.engine;

import dev.recto.worker.graph.CacheTensor;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.Parameter;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.graph.Weights;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.SessionOptions;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot's networks, ready to run: vision, token embedding and decoder. Sessions may be used from several threads.
 */
public final class ModelSessions implements AutoCloseable {
    public static final String IDS = Architecture.IDS;
    public static final String FEATURES = Architecture.FEATURES;

    private final Resources resources;
    private final Architecture architecture;
    private final NumberFormat format;
    private final Environment environment;
    private final Session vision;
    private final Session embedding;
    private final Session decoder;

    /**
     * Opens a snapshot; the first time, its weights may have to be converted into the cache.
     *
     * @throws SnapshotException if it is incomplete, damaged or of an unknown architecture
     */
    public static ModelSessions open(Path directory, ModelOptions options) {
        return Resources.owned(resources -> new ModelSessions(resources, directory, options));
    }

    private ModelSessions(Resources resources, Path directory, ModelOptions options) {
        this.resources = resources;
        format = options.format();
        Snapshot snapshot = resources.keep(Snapshot.open(directory));
        architecture = Family.of(snapshot.config()).architecture(snapshot, format);
        List<Graph> graphs = List.of(architecture.vision(), architecture.embedding(), architecture.decoder());
        List<Parameter> parameters = new ArrayList<>();
        graphs.forEach(graph -> parameters.addAll(graph.parameters()));
        Weights weights = resources.keep(Weights.prepare(snapshot, parameters, options.weightCache()));
        environment = resources.keep(Environment.create());
        vision = resources.keep(session(graphs.get(0), weights, options.visionSession()));
        embedding = resources.keep(session(graphs.get(1), weights, options.embeddingSession()));
        decoder = resources.keep(session(graphs.get(2), weights, options.decoderSession()));
    }

    private Session session(Graph graph, Weights weights, SessionOptions options) {
        return Session.open(environment, graph.serialize(weights.places()), weights.stored(graph), options);
    }

    public DecoderShape shape() {
        return architecture.shape();
    }

    /** The type of embeddings. */
    public ElementType activations() {
        return format.activations();
    }

    /** What the cache consists of, with room for so many tokens of a page. */
    public List<CacheTensor> cacheTensors(int slotTokens) {
        return format.cacheTensors(shape(), slotTokens);
    }

    public Environment environment() {
        return environment;
    }

    /** Takes {@link #inputs}, gives {@code features}. */
    public Session vision() {
        return vision;
    }

    /** Takes {@code ids}, gives {@code embeddings}. */
    public Session embedding() {
        return embedding;
    }

    /** See {@link DecoderGraph}. */
    public Session decoder() {
        return decoder;
    }

    /** The vision graph's inputs for views whose images are of one size; the caller closes them. */
    public VisionInputs inputs(List<ImageView> views) {
        return architecture.inputs(views);
    }

    /** A page's image features in token order, from those of its views. */
    public float[] arrange(List<ImageView> views, List<float[]> features) {
        return architecture.arrange(views, features);
    }

    @Override
    public void close() {
        resources.close();
    }
}
