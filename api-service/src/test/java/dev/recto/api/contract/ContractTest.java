package dev.recto.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContractTest {
    @Test
    void whatKeepsToASchemaPasses() {
        assertThat(Contract.violations("Cost", "{\"generation\": 0.1, \"platform\": 0, \"total\": 0.1}"))
                .isEmpty();
    }

    @Test
    void whatBreaksItIsSaid() {
        assertThat(Contract.violations("Cost", "{\"generation\": -1, \"platform\": \"0\"}"))
                .hasSize(3);
        assertThat(Contract.violations("FileDeleted", "{\"id\": \"x\", \"object\": \"file\", \"deleted\": true}"))
                .hasSize(1);
    }

    @Test
    void thereIsNoOtherSchema() {
        assertThatThrownBy(() -> Contract.violations("Nonsense", "{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
