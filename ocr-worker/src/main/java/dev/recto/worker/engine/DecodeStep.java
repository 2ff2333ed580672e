package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.ModelSessions;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The step that feeds one token to each of the first {@code rows} slots; bound once, so that running it allocates nothing. */
final class DecodeStep implements AutoCloseable {
    private final int axes;
    private final Binding embedding;
    private final Binding decoder;
    private final Tensor ids;
    private final Tensor positions;
    private final Tensor lengths;
    private final Tensor total;
    private final Allocator allocator;
    private final KeyValueCache.View cacheView;
    private final List<Tensor> tensors = new ArrayList<>();

    DecodeStep(ModelSessions sessions, KeyValueCache cache, Outputs outputs, int rows) {
        DecoderShape shape = sessions.shape();
        axes = shape.positionAxes();
        Allocator host = Allocator.host();
        allocator = sessions.embedding().newAllocator();
        ids = keep(Tensor.allocate(host, ElementType.INT64, rows, 1));
        positions = keep(Tensor.allocate(host, ElementType.FLOAT, rows, axes));
        lengths = keep(Tensor.allocate(host, ElementType.INT32, rows));
        total = keep(Tensor.allocate(host, ElementType.INT32));
        Tensor numbers = keep(Tensor.of(LongStream.range(0, rows).toArray(), rows, 1));
        Tensor embeddings = keep(Tensor.allocate(allocator, sessions.activations(), rows, 1, shape.hiddenSize()));
        embedding = sessions.embedding()
                .newBinding()
                .input(ModelSessions.IDS, ids)
                .output(DecoderGraph.EMBEDDINGS, embeddings);
        decoder = sessions.decoder()
                .newBinding()
                .input(DecoderGraph.EMBEDDINGS, embeddings)
                .input(DecoderGraph.POSITIONS, positions)
                .input(DecoderGraph.ROWS, numbers)
                .input(DecoderGraph.LENGTHS, lengths)
                .input(DecoderGraph.TOTAL, total);
        cacheView = cache.bind(decoder, 0, rows);
        tensors.addAll(outputs.bind(decoder, 0, rows));
    }

    private Tensor keep(Tensor tensor) {
        tensors.add(tensor);
        return tensor;
    }

    void run(DecodeBatch batch) {
        int longest = 0;
        for (int row = 0; row < batch.rows(); row++) {
            int length = batch.length(row);
            longest = Math.max(longest, length);
            ids.data().setAtIndex(JAVA_LONG, row, batch.token(row));
            lengths.data().setAtIndex(JAVA_INT, row, length);
            for (int axis = 0; axis < axes; axis++) {
                positions.data().setAtIndex(JAVA_FLOAT, (long) row * axes + axis, batch.position(row));
            }
        }
        total.data().set(JAVA_INT, 0, longest + 1);
        embedding.run();
        decoder.run();
    }

    @Override
    public void close() {
        embedding.close();
        decoder.close();
        cacheView.close();
        tensors.forEach(Tensor::close);
        allocator.close();
    }
}
