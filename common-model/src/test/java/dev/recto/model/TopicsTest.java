package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void pageTopicsHoldOnlyWhatKafkaAllows() {
        assertThat(Topics.pages("zai-org/GLM-OCR")).isEqualTo("recto.pages.zai-org_glm-ocr");
        assertThat(Topics.pages("tesseract")).isEqualTo("recto.pages.tesseract");
    }

    @Test
    void furtherQueuesOfAModelHaveNamesThatNoModelHas() {
        assertThat(Topics.pages("zai-org/GLM-OCR", 0)).isEqualTo(Topics.pages("zai-org/GLM-OCR"));
        assertThat(Topics.pages("zai-org/GLM-OCR", 1)).isEqualTo("recto.pages-1.zai-org_glm-ocr");
        assertThat(Topics.pages("recto.pages", 12)).isEqualTo("recto.pages-12.recto.pages");
    }

    @Test
    void eachQueueHasItsOwnGroup() {
        assertThat(Topics.workersOf(Topics.pages("zai-org/GLM-OCR"))).isEqualTo("recto.pages.zai-org_glm-ocr.workers");
        assertThat(Topics.workersOf(Topics.DOCUMENTS)).isEqualTo("recto.documents.workers");
    }
}
