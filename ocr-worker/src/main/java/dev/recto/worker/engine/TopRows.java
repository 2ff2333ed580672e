package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.decode.TopLogits;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.TopGraph;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.Tensor;

/** The largest logits of one row at a time, picked where the decoder wrote them, so that only these come to main memory. */
final class TopRows implements AutoCloseable {
    private final Resources resources;
    private final Session session;
    private final Mirror picked;
    private final long logitsAt;
    private final TopLogits top;

    static TopRows allocate(ModelSessions sessions) {
        return Resources.owned(resources -> new TopRows(resources, sessions));
    }

    private TopRows(Resources resources, ModelSessions sessions) {
        this.resources = resources;
        session = sessions.top();
        int count = sessions.topTokens();
        Allocator allocator = resources.keep(sessions.decoder().newAllocator());
        logitsAt = ElementType.INT64.sizeOf(count);
        picked = resources.keep(
                Mirror.allocate(sessions.environment(), allocator, logitsAt + ElementType.FLOAT.sizeOf(count)));
        top = new TopLogits(count, sessions.shape().vocabularySize());
    }

    /** Bound once for a row; closed with this. */
    Binding bind(Tensor row) {
        int count = top.count();
        Binding binding = resources.keep(session.newBinding());
        try (Tensor ids = picked.part(0, ElementType.INT64, 1, count);
                Tensor logits = picked.part(logitsAt, ElementType.FLOAT, 1, count)) {
            return binding.input(DecoderGraph.LOGITS, row)
                    .output(TopGraph.IDS, ids)
                    .output(TopGraph.LOGITS, logits);
        }
    }

    TopLogits run(Binding row) {
        row.run();
        picked.download();
        for (int number = 0; number < top.count(); number++) {
            int id = (int) picked.data().getAtIndex(JAVA_LONG, number);
            top.set(number, id, picked.data().get(JAVA_FLOAT, logitsAt + (long) number * Float.BYTES));
        }
        return top;
    }

    @Override
    public void close() {
        resources.close();
    }
}
