package dev.recto.worker.engine;

import static java.util.Objects.requireNonNull;

import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.CacheTensor;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.GraphSession;
import dev.recto.worker.graph.MergeGraph;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.Parameter;
import dev.recto.worker.graph.TopGraph;
import dev.recto.worker.graph.Weights;
import dev.recto.worker.model.Architecture;
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
import org.jspecify.annotations.Nullable;

/**
 * A snapshot's networks, ready to run: vision, token embedding and decoder, and a draft layer where one is asked for. Sessions may be used from several threads.
 */
public final class ModelSessions implements AutoCloseable {
    private final Resources resources;
    private final Architecture architecture;
    private final NumberFormat format;
    private final Environment environment;
    private final Session vision;
    private final Session embedding;
    private final Session merge;
    private final Session decoder;
    private final @Nullable Session draft;
    private final int draftTokens;
    private final @Nullable Session top;
    private final int topTokens;

    /**
     * Opens a snapshot; the first time, its weights may have to be converted into the cache.
     *
     * @throws SnapshotException if it is incomplete, damaged or of an unknown architecture, or is to draft and can't
     */
    public static ModelSessions open(Path directory, ModelOptions options) {
        return Resources.owned(resources -> new ModelSessions(resources, directory, options));
    }

    private ModelSessions(Resources resources, Path directory, ModelOptions options) {
        this.resources = resources;
        format = options.format();
        Snapshot snapshot = resources.keep(Snapshot.open(directory));
        architecture = Family.of(snapshot.config()).architecture(snapshot, format);
        draftTokens = options.draftTokens();
        List<Graph> graphs = new ArrayList<>(List.of(architecture.vision(), architecture.embedding()));
        if (draftTokens == 0) {
            graphs.add(architecture.decoder());
        } else {
            Architecture.Drafting drafting = architecture
                    .drafting()
                    .orElseThrow(() -> new SnapshotException(snapshot.config().file(), "names no layer that drafts"));
            graphs.add(drafting.decoder());
            graphs.add(drafting.layer());
        }
        List<Parameter> parameters = new ArrayList<>();
        graphs.forEach(graph -> parameters.addAll(graph.parameters()));
        Weights weights = resources.keep(Weights.prepare(snapshot, parameters, options.weightCache()));
        environment = resources.keep(Environment.create());
        vision = resources.keep(session(graphs.get(0), weights, options.visionSession()));
        embedding = resources.keep(session(graphs.get(1), weights, options.embeddingSession()));
        merge = resources.keep(session(mergeGraph(), weights, options.smallSession()));
        decoder = resources.keep(session(graphs.get(2), weights, options.decoderSession()));
        topTokens = Math.min(options.topTokens(), shape().vocabularySize());
        top = topTokens == 0 ? null : resources.keep(session(topGraph(), weights, options.smallSession()));
        draft = draftTokens == 0 ? null : resources.keep(session(graphs.get(3), weights, options.decoderSession()));
    }

    private Graph mergeGraph() {
        return MergeGraph.of(format, shape().hiddenSize());
    }

    private Graph topGraph() {
        return TopGraph.of(shape().vocabularySize(), topTokens);
    }

    private Session session(Graph graph, Weights weights, SessionOptions options) {
        return GraphSession.open(environment, graph, weights, options);
    }

    public Architecture architecture() {
        return architecture;
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

    /** The same for the draft layer. */
    List<CacheTensor> draftCacheTensors(int slotTokens) {
        return format.cacheTensors(shape().withLayers(1), slotTokens);
    }

    /** Whether a run over several sequences may append several places to each: the operator that keeps numbers as they are may not. */
    boolean appendsPlacesToMany() {
        return format.cache() == CacheFormat.INT8;
    }

    /** Tokens that are drafted in a step; 0 where the decoder is a plain one. */
    int draftTokens() {
        return draftTokens;
    }

    /** See {@link DecoderGraph}. */
    Session draft() {
        return requireNonNull(draft);
    }

    /** How many of a row's logits {@link #top} picks; 0 where nothing does. */
    int topTokens() {
        return topTokens;
    }

    /** See {@link TopGraph}. */
    Session top() {
        return requireNonNull(top);
    }

    public Environment environment() {
        return environment;
    }

    /** See {@link Architecture}. */
    public Session vision() {
        return vision;
    }

    /** See {@link Architecture}. */
    public Session embedding() {
        return embedding;
    }

    /** See {@link MergeGraph}. */
    Session merge() {
        return merge;
    }

    /** See {@link DecoderGraph}. */
    public Session decoder() {
        return decoder;
    }

    @Override
    public void close() {
        resources.close();
    }
}
