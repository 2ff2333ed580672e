package dev.recto.worker.graph;

/**
 * A convolution's kernels [out, in, size, size] and biases. Where a batch norm follows, {@code γ·(x − μ)/√(σ² + ε) + β}, both
 * hold it already.
 *
 * @param in channels that a kernel sees
 */
record Kernels(Rows rows, float[] biases, int in, int size) {
    static Kernels normed(Network network, String convolution, String norm, int out, int in, int size, float epsilon) {
        float[] weight = vector(network, norm + ".weight", out);
        float[] bias = vector(network, norm + ".bias", out);
        float[] mean = vector(network, norm + ".running_mean", out);
        float[] variance = vector(network, norm + ".running_var", out);
        float[] factors = new float[out];
        float[] biases = new float[out];
        for (int i = 0; i < out; i++) {
            double factor = weight[i] / Math.sqrt((double) variance[i] + epsilon);
            factors[i] = (float) factor;
            biases[i] = (float) (bias[i] - mean[i] * factor);
        }
        Rows stored = Rows.of(network.stored(convolution + ".weight", out, in, size, size), in * size * size);
        return new Kernels(new KernelRows.Scaled(stored, factors), biases, in, size);
    }

    /** Of the sum of both convolutions, the other one with kernels of size 1. */
    Kernels plus(Kernels points) {
        float[] sums = new float[biases.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = biases[i] + points.biases[i];
        }
        return new Kernels(new KernelRows.Centred(rows, points.rows, size * size), sums, in, size);
    }

    private static float[] vector(Network network, String name, int width) {
        return Network.floats(network.stored(name, width));
    }
}
