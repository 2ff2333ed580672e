package dev.recto.worker.graph;

import org.jspecify.annotations.Nullable;

/** What the layers of a decoder add to in turn. The norm that reads a sum next makes it, in the same operator. */
public final class Residual {
    private Value sum;
    private @Nullable Value change;

    public Residual(Value start) {
        sum = start;
    }

    public void add(Network layer, Value more) {
        sum = sum(layer);
        change = more;
    }

    /** {@link Network#rmsNorm} of the sum so far. */
    public Value rmsNorm(Network layer, String name, float epsilon) {
        if (change == null) {
            return layer.rmsNorm(sum, name, epsilon);
        }
        Network.NormedSum both = layer.addedRmsNorm(sum, change, name, epsilon);
        sum = both.sum();
        change = null;
        return both.normed();
    }

    public Value sum(Network layer) {
        return change == null ? sum : layer.add(sum, change);
    }
}
