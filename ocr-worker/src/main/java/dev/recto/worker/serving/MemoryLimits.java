package dev.recto.worker.serving;

import com.sun.management.OperatingSystemMXBean;
import dev.recto.worker.onnx.CudaMemory;
import io.quarkus.runtime.configuration.MemorySize;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * Bytes that a worker may take.
 *
 * @param host of main memory
 * @param heap how far the Java heap may grow, out of these
 * @param device of the CUDA device; empty where it isn't used, or doesn't tell
 * @param headroom share of both that stays free
 */
record MemoryLimits(long host, long heap, OptionalLong device, double headroom) {
    private static final long BOUNDLESS = Long.MAX_VALUE / 2;

    /** What the Java heap takes beside planned pages. */
    private static final long HEAP_BESIDE = 512L << 20;

    MemoryLimits {
        if (headroom < 0 || headroom >= 1) {
            throw new IllegalArgumentException("recto.worker.vlm.memory.headroom is a share from 0 to below 1");
        }
    }

    static MemoryLimits of(VisionConfig config, MemoryPlan plan) {
        VisionConfig.Memory memory = config.memory();
        return new MemoryLimits(
                memory.host().map(MemorySize::asLongValue).orElseGet(MemoryLimits::ofTheMachine),
                Runtime.getRuntime().maxMemory(),
                memory.device()
                        .map(size -> OptionalLong.of(size.asLongValue()))
                        .orElseGet(() -> ofTheDevice(config.cuda().device(), plan)),
                memory.headroom());
    }

    /** Of the container where it has a limit. */
    private static long ofTheMachine() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    private static OptionalLong ofTheDevice(int device, MemoryPlan plan) {
        return plan.device() == 0 ? OptionalLong.empty() : CudaMemory.free(device);
    }

    /** What the heap takes with a plan; it may be allowed far more, as a share of a container is. */
    long heapOf(MemoryPlan plan) {
        return Math.min(heap, plan.heap() + HEAP_BESIDE);
    }

    /** What a plan leaves of main memory; negative where it doesn't fit. */
    long hostRest(MemoryPlan plan) {
        return usable(host) - heapOf(plan) - plan.host();
    }

    /** The same of the device, which is boundless where it doesn't tell. */
    long deviceRest(MemoryPlan plan) {
        return device.isPresent() ? usable(device.getAsLong()) - plan.device() : BOUNDLESS;
    }

    private long usable(long bytes) {
        return (long) (bytes * (1 - headroom));
    }
}
