package dev.recto.worker.graph;

/** How the matrices of a network are kept: as they are, or in fewer bits for a small change of the results. */
public enum WeightFormat {
    /** In the format of the activations. */
    FULL(MatrixFormat.FULL, MatrixFormat.FULL),
    /** 8 bits, multiplied as integers. */
    INT8(MatrixFormat.INT8_ROWS, MatrixFormat.INT8_BLOCKS),
    /** 4 bits in the decoder, 8 in the vision towers, multiplied as integers. */
    INT4(MatrixFormat.INT8_ROWS, MatrixFormat.INT4_BLOCKS);

    private final MatrixFormat vision;
    private final MatrixFormat decoder;

    WeightFormat(MatrixFormat vision, MatrixFormat decoder) {
        this.vision = vision;
        this.decoder = decoder;
    }

    MatrixFormat vision() {
        return vision;
    }

    MatrixFormat decoder() {
        return decoder;
    }
}
