package dev.recto.worker.onednn;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Operator;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Weighted sums of cells at places between them, interpolated from the four around a place, zeros beyond the borders. Inputs: cells fp32
 * [images, cells, width] of several maps, row by row; the maps' heights and widths int64 [maps, 2]; places fp32 [images, queries, heads,
 * maps · points · 2], from −1 to 1 across and down a map; weights fp32 [images, queries, heads, maps · points]. Output: [images, heads,
 * queries, width + 1], the last of which sums up the weights within the borders.
 */
public final class PointSampling implements Operator {
    public static final String NAME = "PointSampling";

    /** That one thread takes at a time. */
    private static final int QUERIES = 16;

    private final Team team;
    private final List<PointSampler> workers = new ArrayList<>();

    PointSampling(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            workers.add(new PointSampler());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.FLOAT, ElementType.INT64, ElementType.FLOAT, ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new Node();
    }

    @Override
    public void close() {
        team.close();
    }

    private final class Node implements Kernel {
        /** One node at a time: all share the workers. */
        @Override
        public void compute(Call call) {
            synchronized (PointSampling.this) {
                long[] cells = call.shape(0);
                long[] weights = call.shape(3);
                int images = Math.toIntExact(weights[0]);
                int queries = Math.toIntExact(weights[1]);
                int heads = Math.toIntExact(weights[2]);
                int width = Math.toIntExact(cells[2]);
                int points = Math.toIntExact(weights[3]);
                MapCells maps = new MapCells(
                        call.input(0), call.input(1).toArray(JAVA_LONG), Math.toIntExact(cells[1]), width, points);
                MemorySegment places = call.input(2);
                MemorySegment shares = call.input(3);
                MemorySegment sums = call.output(images, heads, queries, width + 1L);
                int parts = Math.ceilDiv(queries, QUERIES);
                team.share(images * parts, (worker, part) -> {
                    int image = part / parts;
                    int from = part % parts * QUERIES;
                    for (int query = from; query < Math.min(from + QUERIES, queries); query++) {
                        for (int head = 0; head < heads; head++) {
                            long asked = ((long) image * queries + query) * heads + head;
                            long answered = ((long) image * heads + head) * queries + query;
                            workers.get(worker).sample(maps, image, places, shares, asked, sums, answered);
                        }
                    }
                });
            }
        }

        /** It has nothing of its own. */
        @Override
        public void close() {}
    }

    /**
     * The cells of all maps, of several images.
     *
     * @param sides height and width of each map
     * @param points that are looked at on all maps together
     */
    record MapCells(MemorySegment cells, long[] sides, int count, int width, int points) {
        int maps() {
            return sides.length / 2;
        }

        int height(int map) {
            return Math.toIntExact(sides[2 * map]);
        }

        int width(int map) {
            return Math.toIntExact(sides[2 * map + 1]);
        }
    }
}
