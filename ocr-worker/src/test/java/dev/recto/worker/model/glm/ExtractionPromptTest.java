package dev.recto.worker.model.glm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtractionPromptTest {
    private static final String FORM = "请按下列JSON格式输出图中信息:\n";

    @Test
    void aSchemaBecomesAnObjectWithEmptyValues() {
        String schema = """
                {"type": "object", "properties": {
                    "total": {"type": "number"},
                    "seller": {"type": "object", "properties": {"name": {"type": "string"}}},
                    "lines": {"type": "array", "items": {"type": "object", "properties": {"price": {}}}}}}""";

        assertThat(ExtractionPrompt.of("", schema)).isEqualTo(FORM + """
                {
                    "total": "",
                    "seller": {
                        "name": ""
                    },
                    "lines": [
                        {
                            "price": ""
                        }
                    ]
                }""");
    }

    @Test
    void anInstructionStandsBeforeTheForm() {
        assertThat(ExtractionPrompt.of("Only totals.", "{\"properties\": {\"total\": {}}}"))
                .isEqualTo("Only totals.\n" + FORM + "{\n    \"total\": \"\"\n}");
    }

    @Test
    void anObjectIsTheFormItself() {
        assertThat(ExtractionPrompt.of(" {\"total\": \"\"} ", null)).isEqualTo(FORM + "{\"total\": \"\"}");
    }

    @Test
    void plainLanguageStaysPlain() {
        assertThat(ExtractionPrompt.of("What is the total?", null)).isEqualTo("What is the total?");
        assertThat(ExtractionPrompt.of("12", null)).isEqualTo("12");
        assertThat(ExtractionPrompt.of("Total?", "not JSON")).isEqualTo("Total?");
    }

    @Test
    void aSchemaWithoutEndIsCut() {
        String schema = "{\"properties\":{\"a\":".repeat(100) + "{}" + "}}".repeat(100);

        assertThat(ExtractionPrompt.of("", schema)).contains("\"a\": \"\"").hasSizeLessThan(10_000);
    }
}
