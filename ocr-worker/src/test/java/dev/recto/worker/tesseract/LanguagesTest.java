package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    private static final Optional<UUID> JOB = Optional.of(new UUID(0, 1));

    private final Languages languages = new Languages(List.of("eng", "deu", "fra"));

    @Test
    void allAreCandidatesWhereNoneIsNamed() {
        assertThat(languages.candidates(List.of(), JOB)).containsExactly("eng", "deu", "fra");
        assertThat(languages.candidates(List.of("fra"), JOB)).containsExactly("fra");
    }

    @Test
    void theOneOfTheDocumentIsTriedFirst() {
        languages.isFound(JOB.orElseThrow(), "deu");
        assertThat(languages.candidates(List.of(), JOB)).containsExactly("deu", "eng", "fra");
        assertThat(languages.candidates(List.of("fra", "deu"), JOB)).containsExactly("deu", "fra");
        assertThat(languages.candidates(List.of("fra"), JOB)).containsExactly("fra");
        assertThat(languages.candidates(List.of(), Optional.empty())).containsExactly("eng", "deu", "fra");
    }

    @Test
    void documentsOfLongAgoAreForgotten() {
        languages.isFound(JOB.orElseThrow(), "deu");
        for (int i = 2; i <= 1025; i++) {
            languages.isFound(new UUID(0, i), "fra");
        }
        assertThat(languages.candidates(List.of(), JOB)).startsWith("eng");
    }
}
