package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeviceCallsTest {
    private static final Device CUDA = new Device.Cuda(0);

    @Test
    void aCaptureIsAlone() throws InterruptedException {
        CompletableFuture<Long> entered = new CompletableFuture<>();
        long capture = DeviceCalls.enterAlone();
        Thread other = Thread.ofPlatform().start(() -> entered.complete(DeviceCalls.enter(CUDA)));
        awaitParked(other);
        assertThat(entered).isNotDone();

        DeviceCalls.leave(capture);
        DeviceCalls.leave(entered.join());
        other.join();
    }

    @Test
    void aCaptureWaitsForOtherCalls() throws InterruptedException {
        CompletableFuture<Long> entered = new CompletableFuture<>();
        long call = DeviceCalls.enter(CUDA);
        Thread other = Thread.ofPlatform().start(() -> entered.complete(DeviceCalls.enterAlone()));
        awaitParked(other);
        assertThat(entered).isNotDone();

        DeviceCalls.leave(call);
        DeviceCalls.leave(entered.join());
        other.join();
    }

    @Test
    void otherCallsShareTheDeviceAndMainMemoryIsFree() {
        long first = DeviceCalls.enter(CUDA);
        DeviceCalls.leave(
                CompletableFuture.supplyAsync(() -> DeviceCalls.enter(CUDA)).join());
        DeviceCalls.leave(first);

        long capture = DeviceCalls.enterAlone();
        DeviceCalls.leave(DeviceCalls.enter(Device.HOST));
        DeviceCalls.leave(capture);
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
