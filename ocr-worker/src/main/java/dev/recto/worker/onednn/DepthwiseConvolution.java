package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of each channel by itself, in fp32: it waits for memory, so bytes would make it no faster. Inputs: kernels
 * [channels, 1, size, size] and biases [channels], which are constant; then one map.
 */
public final class DepthwiseConvolution extends Convolution {
    public static final String NAME = "DepthwiseConvolution";

    DepthwiseConvolution(Team team) {
        super(team);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.FLOAT, ElementType.FLOAT, ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new FloatNode(attributes);
    }

    private final class FloatNode extends Node {
        private @Nullable ConvolutionKernels kernels;

        FloatNode(Attributes attributes) {
            super(attributes);
        }

        @Override
        Work work(Call call) {
            if (kernels == null) {
                kernels = new ConvolutionKernels(call.input(0), OneDnn.FLOAT);
            }
            ConvolutionKernels packed = kernels;
            MemorySegment biases = call.input(1);
            return (worker, maps, strip) -> worker.ofFloats(maps, strip, packed, biases);
        }

        @Override
        public void close() {
            if (kernels != null) {
                kernels.close();
            }
        }
    }
}
