package dev.recto.worker.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void belongsToTheFirstLanguageThatIsWrittenInIt() {
        assertThat(Script.named("Arabic").flatMap(script -> script.language(List.of("eng", "fas", "ara"))))
                .contains("fas");
        assertThat(Script.named("Han").flatMap(script -> script.language(List.of("eng", "jpn", "chi_sim"))))
                .contains("jpn");
        assertThat(Script.named("Hebrew").flatMap(script -> script.language(List.of("eng", "ara"))))
                .isEmpty();
    }

    @Test
    void latinTellsNothing() {
        assertThat(Script.named("Latin")).isEmpty();
        assertThat(Script.tells("deu")).isFalse();
        assertThat(Script.tells("jpn")).isTrue();
    }
}
