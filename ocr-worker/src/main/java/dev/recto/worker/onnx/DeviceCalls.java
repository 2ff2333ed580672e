package dev.recto.worker.onnx;

import java.util.concurrent.locks.StampedLock;

/**
 * Keeps a run that makes a CUDA graph apart from all other calls that use a device. The runtime captures in CUDA's global mode:
 * meanwhile any other thread that allocates, copies or waits fails, and spoils the graph.
 */
final class DeviceCalls {
    private static final long NONE = 0;

    private static final StampedLock LOCK = new StampedLock();

    private DeviceCalls() {}

    /** Waits for a capture to end; at once where there is no device. What it returns is passed to {@link #leave}. */
    static long enter(Device device) {
        return device.equals(Device.HOST) ? NONE : LOCK.readLock();
    }

    /** Waits for all other calls to end, and lets none begin. */
    static long enterAlone() {
        return LOCK.writeLock();
    }

    static void leave(long stamp) {
        if (stamp != NONE) {
            LOCK.unlock(stamp);
        }
    }
}
