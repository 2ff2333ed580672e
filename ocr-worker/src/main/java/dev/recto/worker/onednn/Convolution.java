package dev.recto.worker.onednn;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions of fp32 maps [images, height, width, channels], strip by strip, shared among threads. Attributes: {@code stride} and
 * {@code activation}, an {@link Activation}'s number.
 */
abstract class Convolution implements Operator {
    private final Team team;
    private final List<StripConvolution> workers = new ArrayList<>();

    Convolution(Team team) {
        this.team = team;
        for (int i = 0; i < team.threads(); i++) {
            workers.add(new StripConvolution());
        }
    }

    @Override
    public void close() {
        workers.forEach(StripConvolution::close);
        team.close();
    }

    /** The state of a node; nodes run one at a time, since all share the workers. */
    abstract class Node implements Kernel {
        private final int stride;
        private final Activation activation;
        private final Map<ConvolutionShape, List<Strip>> strips = new HashMap<>();

        Node(Attributes attributes) {
            stride = Math.toIntExact(attributes.whole("stride"));
            activation = Activation.values()[Math.toIntExact(attributes.whole("activation"))];
        }

        /** @param kernels [out, in of a group, size, size] */
        final ConvolutionShape shape(long[] map, long[] kernels) {
            int in = Math.toIntExact(map[3]);
            return new ConvolutionShape(
                    in,
                    Math.toIntExact(kernels[0]),
                    Math.toIntExact(kernels[2]),
                    stride,
                    Math.toIntExact(in / kernels[1]),
                    Math.toIntExact(map[1]),
                    Math.toIntExact(map[2]),
                    activation);
        }

        @Override
        public void compute(Call call) {
            synchronized (Convolution.this) {
                long[] map = call.shape(0);
                ConvolutionShape shape = shape(map, call.shape(1));
                MemorySegment x = call.input(0);
                MemorySegment y = call.output(map[0], shape.outHeight(), shape.outWidth(), shape.out());
                List<Strip> parts = strips.computeIfAbsent(shape, Strip::of);
                int images = Math.toIntExact(map[0]);
                Work work = work(call);
                team.share(images * parts.size(), (worker, part) -> {
                    int image = part / parts.size();
                    var maps = new StripConvolution.Maps(shape, of(x, image, images), of(y, image, images));
                    work.run(workers.get(worker), maps, parts.get(part % parts.size()));
                });
            }
        }

        abstract Work work(Call call);

        private static MemorySegment of(MemorySegment all, int image, int images) {
            long bytes = all.byteSize() / images;
            return all.asSlice(image * bytes, bytes);
        }
    }

    /** How a node convolves a strip. */
    interface Work {
        void run(StripConvolution worker, StripConvolution.Maps maps, Strip strip);
    }
}
