package dev.recto.worker.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link TensorCopy} reach CUDA devices, which the runtime learns from the provider's library. The runtime's
 * environment is one for the process, however often it is created; so the library is registered once, with one that stays.
 */
final class CudaCopies {
    private static @Nullable Environment registered;

    private CudaCopies() {}

    static synchronized void allow(Device device) {
        if (registered != null) {
            return;
        }
        Environment environment = Environment.create();
        try {
            register(environment, device);
            registered = environment;
        } catch (RuntimeException e) {
            environment.close();
            throw e;
        }
    }

    private static void register(Environment environment, Device device) {
        long stamp = DeviceCalls.enter(device);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("recto-cuda");
            MemorySegment path =
                    arena.allocateFrom(NativeLibrary.locateProvider("cuda").toString());
            Api.call(() -> (MemorySegment) Api.REGISTER_PROVIDER_LIBRARY.invokeExact(environment.handle(), name, path));
        } finally {
            DeviceCalls.leave(stamp);
        }
    }
}
