package dev.recto.worker.engine;

import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.onnx.TensorCopy;
import java.lang.foreign.MemorySegment;

/** Memory where a model computes, at an address that stays, and its image in main memory: on a CPU the same memory. */
final class Mirror implements AutoCloseable {
    private final Resources resources;
    private final Tensor device;
    private final Tensor host;
    private final TensorCopy upload;
    private final TensorCopy download;

    static Mirror allocate(Environment environment, Allocator allocator, long bytes) {
        return Resources.owned(resources -> new Mirror(resources, environment, allocator, bytes));
    }

    private Mirror(Resources resources, Environment environment, Allocator allocator, long bytes) {
        this.resources = resources;
        device = resources.keep(Tensor.allocate(allocator, ElementType.UINT8, bytes));
        host = device.isOnHost() ? device : resources.keep(Tensor.allocate(Allocator.host(), ElementType.UINT8, bytes));
        upload = resources.keep(environment.newCopy(host, device));
        download = resources.keep(environment.newCopy(device, host));
    }

    /** A view of the model's side; the caller closes it. */
    Tensor part(long offset, ElementType type, long... shape) {
        return device.part(offset, type, shape);
    }

    /** The image in main memory. */
    MemorySegment data() {
        return host.data();
    }

    void upload() {
        if (host != device) {
            upload.run();
        }
    }

    void download() {
        if (host != device) {
            download.run();
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
