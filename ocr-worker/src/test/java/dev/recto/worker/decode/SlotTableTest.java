package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlotTableTest {
    private final SlotTable<String> slots = new SlotTable<>(2);

    @Test
    void givesEachSlotToOneSequence() {
        var first = assigned("first");
        var second = assigned("second");
        assertThat(first.slot()).isZero();
        assertThat(second.slot()).isOne();
        assertThat(slots.full()).isTrue();
        slots.release(first);
        assertThat(slots.busy()).isOne();
        assertThat(slots.holder(0)).isNull();
        assertThat(slots.holder(1)).isSameAs(second);
    }

    @Test
    void refusesToReleaseWhatItDidNotGive() {
        var stranger = new Sequence<>("stranger", 1);
        new SlotTable<String>(1).assign(stranger);
        assigned("holder");
        assertThatThrownBy(() -> slots.release(stranger)).isInstanceOf(IllegalStateException.class);
    }

    private Sequence<String> assigned(String name) {
        var sequence = new Sequence<>(name, 1);
        slots.assign(sequence);
        return sequence;
    }
}
