package dev.recto.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromptIdsTest {
    @Test
    void repeatsTheImageTokenInItsPlace() {
        assertThat(PromptIds.expand(new int[] {1, 9, 2, 3}, 9, 3)).containsExactly(1, 9, 9, 9, 2, 3);
        assertThat(PromptIds.expand(new int[] {9}, 9, 1)).containsExactly(9);
    }

    @Test
    void refusesASecondImageToken() {
        assertThatThrownBy(() -> PromptIds.expand(new int[] {9, 1, 9}, 9, 3))
                .isInstanceOf(UnsupportedPromptException.class);
    }

    @Test
    void refusesAPromptWithoutImage() {
        assertThatThrownBy(() -> PromptIds.expand(new int[] {1}, 9, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
