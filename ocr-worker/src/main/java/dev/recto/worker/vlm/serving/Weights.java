package dev.recto.worker.vlm.serving;

import dev.recto.worker.graph.WeightFormat;

/** How a model's matrices are kept on a CPU; {@code fp32}, {@code int8} or {@code int4} where they are named. */
public enum Weights {
    FP32(WeightFormat.FULL, "fp32"),
    /** A quarter of the memory, and faster, for a small change of what is read. */
    INT8(WeightFormat.INT8, "int8"),
    /** Less still in the decoder. */
    INT4(WeightFormat.INT4, "int4");

    private final WeightFormat format;
    private final String label;

    Weights(WeightFormat format, String label) {
        this.format = format;
        this.label = label;
    }

    public WeightFormat format() {
        return format;
    }

    @Override
    public String toString() {
        return label;
    }
}
