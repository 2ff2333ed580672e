package dev.recto.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlainPromptTest {
    private final PlainPrompt prompt = new PlainPrompt();

    @Test
    void everyPromptHoldsOneImage() {
        int start = prompt.id("<start>");
        int image = prompt.id("<image>");
        assertThat(prompt.id("<start>")).isEqualTo(start).isNotEqualTo(image);
        int[] ids = prompt.encode("before <image> after");
        assertThat(ids)
                .hasSize(PlainPrompt.TEXT_TOKENS + 1)
                .containsOnlyOnce(image)
                .doesNotContain(start);
    }

    @Test
    void refusesAPromptWithoutImage() {
        assertThatThrownBy(() -> prompt.encode("text")).isInstanceOf(IllegalArgumentException.class);
    }
}
