package dev.recto.worker.onednn;

import dev.recto.worker.onnx.Operator;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions of fp32 maps [images, height, width, channels], strip by strip, shared among threads. Inputs: kernels [out, in, size, size],
 * what else is constant, and maps whose channels are taken together. Attributes: {@code maps}, how many they are, {@code stride} and
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
    public final boolean isVariadic() {
        return true;
    }

    @Override
    public void close() {
        workers.forEach(StripConvolution::close);
        team.close();
    }

    /** The state of a node; nodes run one at a time, since all share the workers. */
    abstract class Node implements Kernel {
        private final int maps;
        private final int stride;
        private final Activation activation;
        private final Map<ConvolutionShape, List<Strip>> strips = new HashMap<>();

        Node(Attributes attributes) {
            maps = Math.toIntExact(attributes.whole("maps"));
            stride = Math.toIntExact(attributes.whole("stride"));
            activation = Activation.values()[Math.toIntExact(attributes.whole("activation"))];
        }

        /** @param kernels [out, in of a group, size, size] */
        private ConvolutionShape shape(int in, long[] map, long[] kernels) {
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
                int first = inputs().size() - 1;
                long[] map = call.shape(first);
                List<StripConvolution.Part> x = new ArrayList<>();
                int in = 0;
                for (int i = first; i < first + maps; i++) {
                    int channels = Math.toIntExact(call.shape(i)[3]);
                    x.add(new StripConvolution.Part(call.input(i), channels));
                    in += channels;
                }
                ConvolutionShape shape = shape(in, map, call.shape(0));
                MemorySegment y = call.output(map[0], shape.outHeight(), shape.outWidth(), shape.out());
                List<Strip> parts = strips.computeIfAbsent(shape, Strip::of);
                int images = Math.toIntExact(map[0]);
                Work work = work(call);
                team.share(images * parts.size(), (worker, part) -> {
                    int image = part / parts.size();
                    var each = x.stream()
                            .map(all -> new StripConvolution.Part(of(all.values(), image, images), all.channels()))
                            .toList();
                    var both = new StripConvolution.Maps(shape, each, of(y, image, images));
                    work.run(workers.get(worker), both, parts.get(part % parts.size()));
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
