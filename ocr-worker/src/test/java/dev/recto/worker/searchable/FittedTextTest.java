package dev.recto.worker.searchable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FittedTextTest {
    private static final String SENTENCE =
            "Recto reads documents on machines of your own and answers in markdown, page by page, as they come.";

    @Test
    void aHeadingIsOneLineAsWideAsItsBox() {
        FittedText heading = FittedText.of("Annual report", 300, 24);
        assertThat(heading.lines()).containsExactly("Annual report");
        assertThat(heading.fontSize()).isEqualTo(20);
        assertThat(heading.stretch() * heading.fontSize() * GlyphWidths.of("Annual report") / 1000)
                .isCloseTo(300, within(1e-9));
    }

    @Test
    void aParagraphFillsItsBox() {
        FittedText paragraph = FittedText.of(SENTENCE, 200, 60);
        assertThat(String.join(" ", paragraph.lines())).isEqualTo(SENTENCE);
        assertThat(paragraph.lines()).hasSizeBetween(3, 6);
        assertThat(paragraph.lines().size() * paragraph.lineHeight()).isCloseTo(60, within(1e-9));
        assertThat(paragraph.stretch()).isBetween(1.0, 1.3);
    }

    @Test
    void linesOfATextStayLines() {
        assertThat(FittedText.of("one\n two  three\n\nfour", 500, 30).lines())
                .containsExactly("one", "two three", "four");
    }

    @Test
    void whatHasNoSpacesBreaksAnywhere() {
        FittedText text = FittedText.of("東京都千代田区".repeat(20), 100, 100);
        assertThat(String.join("", text.lines())).isEqualTo("東京都千代田区".repeat(20));
        assertThat(text.lines()).hasSizeBetween(10, 14);
    }

    @Test
    void aWordTooLongForItsBoxIsNarrow() {
        FittedText word = FittedText.of("incomprehensibilities", 10, 12);
        assertThat(word.lines()).containsExactly("incomprehensibilities");
        assertThat(word.stretch()).isLessThan(0.2);
    }
}
