package dev.recto.worker.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sequence holds which slot. Hands out the lowest free slot, so that busy slots stay a short prefix. */
final class SlotTable<P> {
    private final List<@Nullable Sequence<P>> holders;
    private int busy;

    SlotTable(int slots) {
        holders = new ArrayList<>(Collections.nCopies(slots, null));
    }

    int size() {
        return holders.size();
    }

    int busy() {
        return busy;
    }

    boolean full() {
        return busy == holders.size();
    }

    @Nullable
    Sequence<P> holder(int slot) {
        return holders.get(slot);
    }

    /** Gives the lowest free slot to a sequence. At least one must be free. */
    void assign(Sequence<P> sequence) {
        int slot = holders.indexOf(null);
        sequence.take(slot);
        holders.set(slot, sequence);
        busy++;
    }

    void release(Sequence<P> sequence) {
        if (holders.get(sequence.slot()) != sequence) {
            throw new IllegalStateException("slot " + sequence.slot() + " belongs to another page");
        }
        holders.set(sequence.slot(), null);
        sequence.leaveSlot();
        busy--;
    }
}
