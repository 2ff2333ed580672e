package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void aConstantHasOneWord() {
        assertThat(Words.of(PageFault.MODEL_NOT_SERVED)).isEqualTo("model_not_served");
        for (PageFault fault : PageFault.values()) {
            assertThat(Words.parse(PageFault.class, Words.of(fault))).contains(fault);
            assertThat(Words.kept(PageFault.class, fault.name())).contains(fault);
        }
    }

    @Test
    void nothingElseIsOne() {
        assertThat(Words.parse(PageFault.class, "ENGINE")).isEmpty();
        assertThat(Words.parse(PageFault.class, "engines")).isEmpty();
        assertThat(Words.parse(PageFault.class, null)).isEmpty();
    }
}
