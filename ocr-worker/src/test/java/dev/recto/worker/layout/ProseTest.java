package dev.recto.worker.layout;

import static dev.recto.worker.layout.SomeRegions.line;
import static dev.recto.worker.layout.SomeRegions.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {
    @Test
    void linesBesideAnInitialAreOfTheTextBeneathIt() {
        Region text = text(List.of(
                line(0, 0, 20, "the harbour library was open all"),
                line(80, 30, 20, "winter and many had come"),
                line(80, 60, 20, "to read about ships that"),
                line(0, 90, 20, "passed there a year before, when"),
                line(0, 120, 20, "those that never had come back,")));
        assertThat(Prose.lines(List.of(text))).hasSize(5);
    }

    @Test
    void cellsUnderALongerOneAreNone() {
        Region text = text(List.of(
                line(0, 0, 20, "the harbour library was open all"),
                line(80, 30, 20, "winter and many"),
                line(80, 60, 20, "to read about"),
                line(0, 90, 20, "passed there in the year before and")));
        assertThat(Prose.lines(List.of(text))).isEmpty();
    }
}
