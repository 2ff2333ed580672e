package dev.recto.worker.serving;

import static dev.recto.worker.serving.ModelMemory.size;

import dev.recto.worker.reader.UnusableModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether what is planned fits, before anything of it is taken: a worker for which it doesn't says what would, in place of being
 * killed by the system when large pages come.
 */
record MemoryCheck(MemoryLimits limits, MemoryPlan plan) {
    private static final String OPTIONS = "recto.worker.vlm.";

    /** What the worker itself and its libraries have of the heap. */
    private static final long HEAP_OF_THE_WORKER = 192L << 20;

    /**
     * @param smaller the plan with weights of 8 bits
     * @throws UnusableModelException if the plan doesn't fit
     */
    void require(Supplier<MemoryPlan> smaller) {
        if (limits.deviceRest(plan) < 0) {
            throw lack("the CUDA device has", plan.device(), limits.device().orElse(0), smaller);
        }
        if (limits.hostRest(plan) < 0) {
            throw lack("this process may take", plan.host() + limits.heapOf(plan), limits.host(), smaller);
        }
        if (plan.heap() + HEAP_OF_THE_WORKER > limits.heap()) {
            throw refused(
                    "the Java heap may grow to %s, and pages in it take %s beside %s of the worker: it fits with -Xmx%dm, or fewer %sslots, ahead or prepared"
                            .formatted(
                                    size(limits.heap()),
                                    size(plan.heap()),
                                    size(HEAP_OF_THE_WORKER),
                                    (plan.heap() + HEAP_OF_THE_WORKER >> 20) + 1,
                                    OPTIONS));
        }
    }

    /** As many slots as are planned, or as fit if these are fewer; none where nothing fits. */
    int slotsThatFit() {
        return (int) Math.min(plan.slots(), slots(plan));
    }

    private UnusableModelException lack(String who, long needed, long there, Supplier<MemoryPlan> smaller) {
        return refused(
                "models need %s of memory, and %s %s, of which a share of %s stays free (%smemory.headroom). %s. %s"
                        .formatted(size(needed), who, size(there), limits.headroom(), OPTIONS, this, remedy(smaller)));
    }

    private static UnusableModelException refused(String reason) {
        return new UnusableModelException(reason + ". To start all the same: " + OPTIONS + "memory.checked=false");
    }

    private String remedy(Supplier<MemoryPlan> smaller) {
        List<String> fitting = new ArrayList<>();
        long slots = slots(plan);
        if (slots > 0) {
            fitting.add(OPTIONS + "slots=" + slots);
        }
        MemoryPlan inBytes = smaller.get();
        long slotsInBytes = slots(inBytes);
        if (slotsInBytes > slots) {
            String fewer = slotsInBytes < inBytes.slots() ? " and " + OPTIONS + "slots=" + slotsInBytes : "";
            fitting.add(OPTIONS + "weights=int8" + fewer);
        }
        String others = "slot-tokens (cache), chunk-tokens (prompt), vision-batch and longest-side (vision, pixels)";
        return fitting.isEmpty()
                ? "Not even one slot fits; less take smaller " + OPTIONS + others
                : "It fits with " + String.join(", or ", fitting) + "; less take smaller " + others + ", too";
    }

    /** How many slots of each model there is room for; none where not even the rest fits. */
    private long slots(MemoryPlan one) {
        long rest = plan.onDevice() ? limits.deviceRest(one) : limits.hostRest(one);
        long other = plan.onDevice() ? limits.hostRest(one) : limits.deviceRest(one);
        return other < 0 || one.slot() == 0 ? 0 : Math.max(0, (rest + one.slots() * one.slot()) / one.slot());
    }

    /** The plan in a line. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        plan.models()
                .forEach((id, memory) ->
                        line.append(id).append(": ").append(memory).append("; "));
        plan.tesseract()
                .ifPresent(detector -> line.append("tesseract: layout ")
                        .append(size(detector.memory().total()))
                        .append("; "));
        line.append(size(plan.host() + limits.heapOf(plan)))
                .append(" of main memory in all, with a Java heap of ")
                .append(size(limits.heapOf(plan)));
        if (plan.device() > 0) {
            line.append(", and ").append(size(plan.device())).append(" of the CUDA device");
        }
        if (plan.device() > 0 && limits.device().isEmpty()) {
            line.append(", which doesn't tell what it has: ").append(OPTIONS).append("memory.device would");
        }
        return line.toString();
    }
}
