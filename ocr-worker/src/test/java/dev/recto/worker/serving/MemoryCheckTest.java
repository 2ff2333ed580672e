package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recto.worker.detector.DetectorMemory;
import dev.recto.worker.engine.EngineMemory;
import dev.recto.worker.reader.UnusableModelException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    private static final long GIB = 1L << 30;
    private static final long HEAP = GIB / 2;

    @Test
    void whatFitsIsTaken() {
        MemoryPlan plan = onCpu(4, 2 * GIB);
        assertThatCode(() -> check(plan, limits(10 * GIB)).require(() -> plan)).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsParts() {
        MemoryPlan plan = onCpu(4, 2 * GIB);
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(plan, limits(6 * GIB)).require(() -> plan))
                .withMessageContaining("models need 8.0 GiB of memory, and this process may take 6.0 GiB")
                .withMessageContaining("a share of 0.1 stays free (recto.worker.vlm.memory.headroom)")
                .withMessageContaining(
                        "org/Name: weights 2.0 GiB, cache 4.0 GiB (4 slots of 8192 tokens), vision 1.0 GiB, features 0 MiB, prompt 512 MiB, pixels 1 MiB (in the Java heap)")
                .withMessageContaining("It fits with recto.worker.vlm.slots=1;")
                .withMessageContaining("recto.worker.vlm.memory.checked=false")
                .withMessageNotContaining("\n");
    }

    /** As many slots as the line says, and no more. */
    @Test
    void theSlotsThatItNamesFit() {
        MemoryLimits limits = limits(7 * GIB);
        MemoryPlan all = onCpu(9, 2 * GIB);
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(all, limits).require(() -> all))
                .withMessageContaining("It fits with recto.worker.vlm.slots=2;");
        MemoryPlan two = onCpu(2, 2 * GIB);
        assertThatCode(() -> check(two, limits).require(() -> two)).doesNotThrowAnyException();
        MemoryPlan three = onCpu(3, 2 * GIB);
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(three, limits).require(() -> three));
    }

    @Test
    void smallerWeightsAreNamedWhereTheyHelp() {
        MemoryPlan large = onCpu(4, 8 * GIB);
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(large, limits(10 * GIB)).require(() -> onCpu(4, 2 * GIB)))
                .withMessageContaining("It fits with recto.worker.vlm.weights=int8;");
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(large, limits(6 * GIB)).require(() -> onCpu(4, 2 * GIB)))
                .withMessageContaining("It fits with recto.worker.vlm.weights=int8 and recto.worker.vlm.slots=1;");
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(large, limits(3 * GIB)).require(() -> onCpu(4, 2 * GIB)))
                .withMessageContaining("Not even one slot fits");
    }

    @Test
    void aDeviceHasMemoryOfItsOwn() {
        MemoryPlan plan = onDevice(64);
        MemoryLimits small = new MemoryLimits(4 * GIB, HEAP, OptionalLong.of(40 * GIB), 0.1);
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(plan, small).require(() -> plan))
                .withMessageContaining("models need 67.5 GiB of memory, and the CUDA device has 40.0 GiB")
                .withMessageContaining("It fits with recto.worker.vlm.slots=32;");
        MemoryLimits large = new MemoryLimits(4 * GIB, HEAP, OptionalLong.of(80 * GIB), 0.1);
        assertThatCode(() -> check(plan, large).require(() -> plan)).doesNotThrowAnyException();
    }

    /** Nobody knows, so nothing is refused; the line says so. */
    @Test
    void aDeviceThatDoesNotTellIsNotChecked() {
        MemoryPlan plan = onDevice(64);
        MemoryCheck check = check(plan, new MemoryLimits(4 * GIB, HEAP, OptionalLong.empty(), 0.1));
        assertThatCode(() -> check.require(() -> plan)).doesNotThrowAnyException();
        assertThat(check).asString().contains("67.5 GiB of the CUDA device, which doesn't tell what it has");
    }

    /** The detector stays on the processor unless told otherwise. */
    @Test
    void aDetectorBesideAModelOnADeviceTakesMainMemory() {
        DetectorMemory detector = new DetectorMemory(GIB, GIB);
        MemoryPlan plan = new MemoryPlan(
                Map.of("org/Name", new ModelMemory(engine(1, GIB), Optional.of(detector), 0)),
                true,
                false,
                Optional.empty());
        assertThat(plan.host()).isEqualTo(2 * GIB);
        assertThat(plan.device()).isEqualTo(engine(1, GIB).total());
    }

    @Test
    void tesseractsDetectorIsCounted() {
        DetectorMemory detector = new DetectorMemory(GIB, 2 * GIB);
        MemoryPlan alone = beside(detector, false);
        assertThat(alone.host()).isEqualTo(3 * GIB);
        assertThat(alone.device()).isZero();
        assertThat(beside(detector, true).device()).isEqualTo(3 * GIB);
        assertThat(check(alone, limits(10 * GIB))).asString().startsWith("tesseract: layout 3.0 GiB; 3.");
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(alone, limits(3 * GIB)).require(() -> alone));
    }

    private static MemoryPlan beside(DetectorMemory detector, boolean onDevice) {
        return new MemoryPlan(Map.of(), false, false, Optional.of(new MemoryPlan.Beside(detector, onDevice)));
    }

    @Test
    void pagesMustFitIntoTheHeap() {
        MemoryPlan plan = new MemoryPlan(
                Map.of("org/Name", new ModelMemory(engine(1, GIB), Optional.empty(), GIB)),
                false,
                false,
                Optional.empty());
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> check(plan, limits(20 * GIB)).require(() -> plan))
                .withMessageContaining("the Java heap may grow to 512 MiB, and pages in it take 1.0 GiB")
                .withMessageContaining("it fits with -Xmx1217m");
    }

    @Test
    void theHeadroomIsAShare() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryLimits(1, 1, OptionalLong.empty(), 1));
    }

    private static MemoryCheck check(MemoryPlan plan, MemoryLimits limits) {
        return new MemoryCheck(limits, plan);
    }

    private static MemoryLimits limits(long host) {
        return new MemoryLimits(host, HEAP, OptionalLong.empty(), 0.1);
    }

    private static MemoryPlan onCpu(int slots, long weights) {
        return new MemoryPlan(
                Map.of("org/Name", new ModelMemory(engine(slots, weights), Optional.empty(), 1)),
                false,
                false,
                Optional.empty());
    }

    private static MemoryPlan onDevice(int slots) {
        return new MemoryPlan(
                Map.of("org/Name", new ModelMemory(engine(slots, 2 * GIB), Optional.empty(), 1)),
                true,
                false,
                Optional.empty());
    }

    private static EngineMemory engine(int slots, long weights) {
        return new EngineMemory(slots, 8192, weights, GIB, GIB, 0, GIB / 2);
    }
}
