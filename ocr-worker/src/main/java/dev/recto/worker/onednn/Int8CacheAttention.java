package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator of causal attention to a cache of bytes, to which it adds, with a scale for each place and head. Inputs: q [batch,
 * places, heads · size], k and v [batch, places, key heads · size]; the cache of the sequences, which is written to: keys and values,
 * int8 [batch, key heads, bytes], and factors [batch, key heads, {@link #FACTORS}, capacity]; int32 [batch], cached places after the run less
 * one. Attributes {@code num_heads} and {@code kv_num_heads}.
 */
public final class Int8CacheAttention implements Operator {
    public static final String NAME = "Int8CacheAttention";

    /** Floats of a place in a head's cache. */
    public static final int FACTORS = CacheHeads.FACTORS;

    /** Rows of a product of a prompt: some more of them would push a head's keys and values out of a core's cache. */
    private static final int PROMPT_ROWS = 32;

    private final Team team;
    private final List<Worker> workers = new ArrayList<>();

    Int8CacheAttention(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            workers.add(new Worker(new CacheWriter(), new CacheReader()));
        }
    }

    /** Whether the processor multiplies bytes. */
    public static boolean isSupported() {
        return OneDnn.multipliesBytes();
    }

    /** Places of a cache that holds so many. */
    public static int capacity(int places) {
        return Math.ceilDiv(places, CacheOrder.PLACES) * CacheOrder.PLACES;
    }

    /** Bytes of a head's keys. */
    public static long keyBytes(int size, int capacity) {
        return capacity / CacheOrder.PLACES * CacheOrder.of(size).keyBytes();
    }

    /** Bytes of a head's values. */
    public static long valueBytes(int size, int capacity) {
        return capacity / CacheOrder.PLACES * CacheOrder.of(size).valueBytes();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(
                ElementType.FLOAT,
                ElementType.FLOAT,
                ElementType.FLOAT,
                ElementType.INT8,
                ElementType.INT8,
                ElementType.FLOAT,
                ElementType.INT32);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new Node(
                Math.toIntExact(attributes.whole("num_heads")), Math.toIntExact(attributes.whole("kv_num_heads")));
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.reader().close());
        team.close();
    }

    /** What one thread needs. */
    private record Worker(CacheWriter writer, CacheReader reader) {}

    private final class Node implements Kernel {
        private final int heads;
        private final int keyHeads;

        Node(int heads, int keyHeads) {
            this.heads = heads;
            this.keyHeads = keyHeads;
        }

        /** One node at a time: all share the workers. */
        @Override
        public void compute(Call call) {
            synchronized (Int8CacheAttention.this) {
                CacheHeads all = heads(call);
                if (all.places() == 1) {
                    team.share(all.batch() * keyHeads, (worker, part) -> {
                        workers.get(worker).writer().append(all, part / keyHeads, part % keyHeads);
                        workers.get(worker).reader().attend(all, part / keyHeads, part % keyHeads, 0, 1, 1);
                    });
                } else {
                    team.share(
                            all.batch() * keyHeads,
                            (worker, part) ->
                                    workers.get(worker).writer().append(all, part / keyHeads, part % keyHeads));
                    prompt(all);
                }
            }
        }

        private void prompt(CacheHeads all) {
            int room = Math.max(1, Math.min(PROMPT_ROWS / all.queries(), powerOfTwo(all.places())));
            int pieces = Math.ceilDiv(all.places(), room);
            team.share(all.batch() * keyHeads * pieces, (worker, part) -> {
                int head = part / pieces;
                int from = part % pieces * room;
                int count = Math.min(room, all.places() - from);
                workers.get(worker).reader().attend(all, head / keyHeads, head % keyHeads, from, count, room);
            });
        }

        /** That many at least. */
        private static int powerOfTwo(int places) {
            return places == 1 ? 1 : Integer.highestOneBit(places - 1) << 1;
        }

        private CacheHeads heads(Call call) {
            long[] shape = call.shape(0);
            int batch = Math.toIntExact(shape[0]);
            int places = Math.toIntExact(shape[1]);
            int size = Math.toIntExact(shape[2]) / heads;
            int capacity = Math.toIntExact(call.shape(5)[3]);
            return new CacheHeads(
                    call.input(0),
                    call.input(1),
                    call.input(2),
                    call.input(3),
                    call.input(4),
                    call.input(5),
                    call.input(6),
                    call.output(shape),
                    CacheOrder.of(size),
                    batch,
                    places,
                    keyHeads,
                    heads / keyHeads,
                    capacity / CacheOrder.PLACES);
        }

        /** It has nothing of its own. */
        @Override
        public void close() {}
    }
}
