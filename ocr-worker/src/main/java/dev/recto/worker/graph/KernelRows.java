package dev.recto.worker.graph;

/** Kernels of a convolution, one a row, made of stored ones as they are read. */
sealed interface KernelRows extends Rows {
    Rows kernels();

    @Override
    default long count() {
        return kernels().count();
    }

    @Override
    default int width() {
        return kernels().width();
    }

    /** Each kernel by a factor of its own. */
    record Scaled(Rows kernels, float[] factors) implements KernelRows {
        @Override
        public void read(long row, float[] into) {
            kernels.read(row, into);
            float factor = factors[Math.toIntExact(row)];
            for (int i = 0; i < width(); i++) {
                into[i] *= factor;
            }
        }
    }

    /** Kernels of an odd size plus kernels of size 1, which is what their convolutions' sum computes. */
    record Centred(Rows kernels, Rows points, int area) implements KernelRows {
        @Override
        public void read(long row, float[] into) {
            kernels.read(row, into);
            float[] point = new float[points.width()];
            points.read(row, point);
            for (int channel = 0; channel < point.length; channel++) {
                into[channel * area + area / 2] += point[channel];
            }
        }
    }
}
