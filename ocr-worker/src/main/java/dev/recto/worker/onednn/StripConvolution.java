package dev.recto.worker.onednn;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Convolves strips, on one thread at a time. A session's maps have few sizes, so what it has prepared is kept. */
final class StripConvolution implements AutoCloseable {
    private final Engine engine = new Engine();
    private final StripQuantizer quantizer = new StripQuantizer();
    private final Map<Key, Prepared> prepared = new HashMap<>();

    private record Key(ConvolutionShape shape, Strip.Shape strip, int type) {}

    private record Prepared(ConvolutionPlan plan, Primitive primitive) {}

    /** @param scales of the kernels */
    void ofBytes(Maps maps, Strip strip, ConvolutionKernels kernels, MemorySegment scales, MemorySegment biases) {
        ConvolutionShape shape = maps.shape();
        StripQuantizer.Bytes x = quantizer.quantize(maps.x(strip), strip.shape().inRows() * shape.width());
        Prepared ready = prepared(shape, strip, x.signed() ? OneDnn.INT8 : OneDnn.UINT8);
        MemorySegment packed = kernels.in(ready.plan().kernels(), engine, shape);
        ready.primitive().run(packed, biases, x.values(), maps.y(strip), scales, x.scale());
    }

    void ofFloats(Maps maps, Strip strip, ConvolutionKernels kernels, MemorySegment biases) {
        Prepared ready = prepared(maps.shape(), strip, OneDnn.FLOAT);
        MemorySegment packed = kernels.in(ready.plan().kernels(), engine, maps.shape());
        ready.primitive().run(packed, biases, maps.x(strip).getFirst().values(), maps.y(strip));
    }

    private Prepared prepared(ConvolutionShape shape, Strip strip, int type) {
        return prepared.computeIfAbsent(new Key(shape, strip.shape(), type), absent -> {
            ConvolutionPlan plan = new ConvolutionPlan(engine, shape, strip.shape(), type);
            return new Prepared(plan, plan.newPrimitive());
        });
    }

    @Override
    public void close() {
        prepared.values().forEach(each -> {
            each.primitive().close();
            each.plan().close();
        });
        quantizer.close();
        engine.close();
    }

    /** So many of a map's channels for each cell, fp32, side by side. */
    record Part(MemorySegment values, int channels) {}

    /**
     * A map and its convolution, fp32, channels side by side.
     *
     * @param x parts that have all of the map's channels together
     */
    record Maps(ConvolutionShape shape, List<Part> x, MemorySegment y) {
        List<Part> x(Strip strip) {
            return x.stream().map(part -> of(part, strip)).toList();
        }

        private Part of(Part part, Strip strip) {
            long row = (long) shape.width() * part.channels() * Float.BYTES;
            MemorySegment rows =
                    part.values().asSlice(strip.inFrom() * row, strip.shape().inRows() * row);
            return new Part(rows, part.channels());
        }

        MemorySegment y(Strip strip) {
            long row = (long) shape.outWidth() * shape.out() * Float.BYTES;
            return y.asSlice(strip.from() * row, strip.shape().rows() * row);
        }
    }
}
