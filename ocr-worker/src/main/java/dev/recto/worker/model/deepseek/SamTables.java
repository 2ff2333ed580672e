package dev.recto.worker.model.deepseek;

import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.PositionTables;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.StoredTensor;
import dev.recto.worker.snapshot.TensorSource;
import java.util.stream.Stream;

/** The inputs of {@link SamEncoder}: patches, and its position tables brought to the number of cells. */
record SamTables(DeepSeekConfig.Sam config, TensorSource snapshot, String scope) {
    static final String PATCHES = "sam_patches";
    static final String POSITIONS = "sam_positions";
    static final String INDICATORS = "sam_indicators";
    static final String RELATIVE_ROWS = "sam_relative_rows.";
    static final String RELATIVE_COLUMNS = "sam_relative_columns.";
    static final int CHANNELS = 3;

    private static final String OF_ROWS = "rel_pos_h";
    private static final String OF_COLUMNS = "rel_pos_w";

    /** Fails if the snapshot does not have the table in the right shape. */
    void requirePositions() {
        positions();
    }

    /** The same for those of a layer. */
    void requireRelative(int layer) {
        relative(layer, OF_ROWS);
        relative(layer, OF_COLUMNS);
    }

    /** Adds values for images of side·side cells, whose patches are [side², pixels]. */
    void addTo(VisionInputs inputs, Stream<float[]> patches, int images, int side) {
        int head = config.headSize();
        int cells = side * side;
        float[] positions =
                PositionTables.resizeSquare(Network.floats(positions()), config.tableSide(), side, config.width());
        inputs.withImages(PATCHES, patches, images, cells, CHANNELS * config.patchSize() * config.patchSize())
                .with(POSITIONS, Tensor.of(positions, 1, side, side, config.width()))
                .with(INDICATORS, Tensor.of(PositionTables.cellIndicators(side, head), 1, cells, 1, head + 2L * side));
        for (int layer : config.globalLayers()) {
            inputs.with(RELATIVE_ROWS + layer, relative(layer, OF_ROWS, side))
                    .with(RELATIVE_COLUMNS + layer, relative(layer, OF_COLUMNS, side));
        }
    }

    private Tensor relative(int layer, String name, int side) {
        int head = config.headSize();
        float[] table = Network.floats(relative(layer, name));
        return Tensor.of(PositionTables.relative(table, side, head), side, head, side);
    }

    private StoredTensor relative(int layer, String name) {
        String qualified = scope + ".blocks." + layer + ".attn." + name;
        return snapshot.tensor(qualified, 2L * config.tableSide() - 1, config.headSize());
    }

    private StoredTensor positions() {
        return snapshot.tensor(scope + ".pos_embed", 1, config.tableSide(), config.tableSide(), config.width());
    }
}
