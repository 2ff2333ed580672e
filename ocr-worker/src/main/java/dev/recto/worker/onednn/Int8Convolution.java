package dev.recto.worker.onednn;

import dev.recto.worker.onnx.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution in bytes: each strip of the map is brought to 8 bits with a scale of its own, kernels have one each. Inputs: kernels
 * int8 [out, in, size, size], scales fp32 [out], biases fp32 [out], all constant; then maps fp32.
 */
public final class Int8Convolution extends Convolution {
    public static final String NAME = "Int8Convolution";

    Int8Convolution(Team team) {
        super(team);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ElementType> inputs() {
        return List.of(ElementType.INT8, ElementType.FLOAT, ElementType.FLOAT, ElementType.FLOAT);
    }

    @Override
    public Kernel newKernel(Attributes attributes) {
        return new ByteNode(attributes);
    }

    private final class ByteNode extends Node {
        private @Nullable ConvolutionKernels kernels;

        ByteNode(Attributes attributes) {
            super(attributes);
        }

        @Override
        Work work(Call call) {
            if (kernels == null) {
                kernels = new ConvolutionKernels(call.input(0), OneDnn.INT8);
            }
            ConvolutionKernels packed = kernels;
            MemorySegment scales = call.input(1);
            MemorySegment biases = call.input(2);
            return (worker, maps, strip) -> worker.ofBytes(maps, strip, packed, scales, biases);
        }

        @Override
        public void close() {
            if (kernels != null) {
                kernels.close();
            }
        }
    }
}
