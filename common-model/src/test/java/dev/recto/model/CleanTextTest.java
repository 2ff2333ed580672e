package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00e9\n\t\u0001", "\ud83d\ude42", "a\ud83d\ude42b\ud83d\ude42", "\ufffd"})
    void whatCanBeKeptStaysAsItIs(String text) {
        assertThat(CleanText.isClean(text)).isTrue();
        assertThat(CleanText.of(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000|\ufffd",
                "a\u0000b\u0000|a\ufffdb\ufffd",
                "\ud800|\ufffd",
                "\udc00\ud800|\ufffd\ufffd",
                "a\ud83d|a\ufffd",
                "\ud83d\ud83d\ude42\ude42|\ufffd\ud83d\ude42\ufffd"
            })
    void whatCanNotIsReplacedPlaceByPlace(String each) {
        String[] uncleanAndClean = each.split("\\|");

        assertThat(CleanText.isClean(uncleanAndClean[0])).isFalse();
        assertThat(CleanText.of(uncleanAndClean[0])).isEqualTo(uncleanAndClean[1]);
    }

    @Test
    void noPageIsLostByWhatADocumentOrAModelSays() throws Exception {
        String unclean = "a\\u0000b\\ud800";
        String page = """
                {"markdown": "TEXT", "dimensions": {"dpi": 72, "width": 1, "height": 1}, "blocks": [],
                 "pictures": [{"box": {"left": 0, "top": 0, "right": 1, "bottom": 1}, "annotation": "TEXT"}],
                 "hyperlinks": ["TEXT"], "words": [{"text": "TEXT", "confidence": 1, "start": 0}], "annotation": "TEXT",
                 "usage": {"promptTokens": 0, "completionTokens": 0}, "flags": [], "milliseconds": 1}""";

        PageResult read = new ObjectMapper().readValue(page.replace("TEXT", unclean), PageResult.class);

        String clean = "a\ufffdb\ufffd";
        assertThat(read.markdown()).isEqualTo(clean);
        assertThat(read.annotation()).isEqualTo(clean);
        assertThat(read.hyperlinks()).containsExactly(clean);
        assertThat(read.words()).extracting(WordScore::text).containsExactly(clean);
        assertThat(read.pictures()).extracting(Picture::annotation).containsExactly(clean);
    }
}
