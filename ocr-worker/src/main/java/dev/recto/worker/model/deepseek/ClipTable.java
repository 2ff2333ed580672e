package dev.recto.worker.model.deepseek;

import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.PositionTables;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.StoredTensor;
import dev.recto.worker.snapshot.TensorSource;

/** The input of {@link ClipEncoder}: its position table, brought to the number of cells, behind the class token's. */
record ClipTable(DeepSeekConfig.Clip config, TensorSource snapshot, String scope) {
    static final String POSITIONS = "clip_positions";

    /** Fails if the snapshot does not have the table in the right shape. */
    void require() {
        stored();
    }

    /** Adds the value for images of side·side cells. */
    void addTo(VisionInputs inputs, int side) {
        int width = config.width();
        float[] table = Network.floats(stored());
        float[] cells = new float[table.length - width];
        System.arraycopy(table, width, cells, 0, cells.length);
        float[] resized = PositionTables.resizeSquare(cells, config.tableSide(), side, width);
        float[] positions = new float[width + resized.length];
        System.arraycopy(table, 0, positions, 0, width);
        System.arraycopy(resized, 0, positions, width, resized.length);
        inputs.with(POSITIONS, Tensor.of(positions, 1, (long) side * side + 1, width));
    }

    private StoredTensor stored() {
        long places = 1L + config.tableSide() * config.tableSide();
        return snapshot.tensor(scope + ".embeddings.position_embedding.weight", places, config.width());
    }
}
