package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attention of one head after the other, on one thread: heads are enough to share the work, and then no thread waits for another. */
final class HeadAttention implements AutoCloseable {
    /** Shapes whose primitives are kept; pages have few different sizes. */
    private static final int PLANS = 16;

    private final Engine engine = new Engine();
    private final Map<AttentionShape, AttentionPlan> plans = new LinkedHashMap<>(PLANS, 0.75f, true);
    private final Room keys = new Room();
    private final Room values = new Room();
    private final Room queries = new Room();
    private final Room scores = new Room();
    private final Room weights = new Room();

    void attend(Heads heads, int batch, int head) {
        AttentionPlan plan = plans.computeIfAbsent(heads.shape(), shape -> new AttentionPlan(engine, shape));
        MemorySegment packedKeys = keys.bytes(plan.keyBytes());
        MemorySegment packedValues = values.bytes(plan.valueBytes());
        plan.packKeys().run(heads.keys(batch, head), packedKeys);
        plan.packValues().run(heads.values(batch, head), packedValues);
        int from = 0;
        for (AttentionBlock block : plan.blocks()) {
            MemorySegment converted = queries.bytes(block.queryBytes());
            MemorySegment compared = scores.bytes(block.scoreBytes());
            MemorySegment weighted = weights.bytes(block.weightBytes());
            block.convert().run(heads.queries(batch, head, from), converted);
            block.compare().run(converted, packedKeys, compared);
            block.soften().run(compared, weighted);
            block.mix().run(weighted, packedValues, heads.answers(batch, head, from));
            from += block.rows();
        }
        dropOldest();
    }

    private void dropOldest() {
        if (plans.size() > PLANS) {
            var oldest = plans.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    @Override
    public void close() {
        plans.values().forEach(AttentionPlan::close);
        for (Room room : new Room[] {keys, values, queries, scores, weights}) {
            room.close();
        }
        engine.close();
    }
}
