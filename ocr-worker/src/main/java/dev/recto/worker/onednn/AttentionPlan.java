package dev.recto.worker.onednn;

import java.util.ArrayList;
import java.util.List;

/** The primitives of one head's attention: keys and values are packed once, then queries go block by block. */
final class AttentionPlan implements AutoCloseable {
    /** A block's scores should stay in a core's own cache. */
    private static final int BLOCK_BYTES = 1 << 21;

    private static final int LEAST_ROWS = 32;
    private static final int MOST_ROWS = 256;

    private final Primitive packKeys;
    private final Primitive packValues;
    private final long keyBytes;
    private final long valueBytes;
    private final AttentionBlock block;
    private final AttentionBlock last;
    private final List<AttentionBlock> blocks = new ArrayList<>();

    AttentionPlan(Engine engine, AttentionShape shape) {
        int places = shape.places();
        int most = Math.clamp(BLOCK_BYTES / Float.BYTES / places, LEAST_ROWS, MOST_ROWS);
        int count = Math.ceilDiv(places, most);
        int rows = Math.ceilDiv(places, count);
        try (Layout keys = Layout.matrix(OneDnn.FLOAT, shape.size(), places, 1, shape.width());
                Layout values = Layout.matrix(OneDnn.FLOAT, places, shape.valueSize(), shape.valueWidth(), 1);
                Layout anyKeys = Layout.anyOrder(OneDnn.BFLOAT16, shape.size(), places);
                Layout anyValues = Layout.anyOrder(OneDnn.BFLOAT16, places, shape.valueSize())) {
            block = new AttentionBlock(engine, shape, rows, anyKeys, anyValues);
            last = new AttentionBlock(engine, shape, places - (count - 1) * rows, block.keys(), block.values());
            keyBytes = block.keys().bytes();
            valueBytes = block.values().bytes();
            packKeys = Primitive.reorder(engine, keys, block.keys());
            packValues = Primitive.reorder(engine, values, block.values());
        }
        for (int i = 1; i < count; i++) {
            blocks.add(block);
        }
        blocks.add(last);
    }

    Primitive packKeys() {
        return packKeys;
    }

    Primitive packValues() {
        return packValues;
    }

    long keyBytes() {
        return keyBytes;
    }

    long valueBytes() {
        return valueBytes;
    }

    /** In order, from the first place to the last. */
    List<AttentionBlock> blocks() {
        return blocks;
    }

    @Override
    public void close() {
        packKeys.close();
        packValues.close();
        block.close();
        last.close();
    }
}
