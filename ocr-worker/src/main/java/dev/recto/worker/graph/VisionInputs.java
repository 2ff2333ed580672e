package dev.recto.worker.graph;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Named inputs of one run of a vision graph, in main memory. */
public final class VisionInputs implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    public VisionInputs with(String name, Tensor tensor) {
        tensors.put(name, tensor);
        return this;
    }

    /** A tensor [count, patches, patch width] of images taken one by one, so that only one of them is in the heap as well. */
    public VisionInputs withImages(String name, Stream<float[]> images, int count, int patches, int patchWidth) {
        Tensor tensor = Tensor.allocate(Allocator.host(), ElementType.FLOAT, count, patches, patchWidth);
        with(name, tensor);
        try {
            long size = (long) patches * patchWidth;
            Iterator<float[]> each = images.iterator();
            for (int i = 0; i < count; i++) {
                float[] image = each.next();
                if (image.length != size) {
                    throw new IllegalArgumentException("image of " + image.length + " values, not " + size);
                }
                MemorySegment.copy(image, 0, tensor.data(), JAVA_FLOAT, i * size * Float.BYTES, image.length);
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        return this;
    }

    public Map<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
