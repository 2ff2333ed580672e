package dev.recto.worker.onednn;

import dev.recto.worker.onnx.Operator;
import java.util.List;

/** The operators that oneDNN computes. */
public final class Operators {
    private Operators() {}

    /** For one session, which closes them together; they share so many threads, that of the session included. */
    public static List<Operator> of(int threads) {
        Team team = new Team(threads);
        return List.of(
                new RowwiseInt8(team),
                new Int8Gate(team),
                new Int8Experts(team),
                new Bfloat16Attention(team),
                new Int8CacheAttention(team),
                new Int8Convolution(team),
                new DepthwiseConvolution(team),
                new MaximumPool(team),
                new RowNorm(team),
                new PointSampling(team));
    }
}
