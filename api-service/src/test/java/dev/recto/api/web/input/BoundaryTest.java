package dev.recto.api.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data; boundary=abc                       | abc",
                "multipart/form-data;boundary=abc                        | abc",
                "multipart/form-data; boundary=\"abc\"                   | abc",
                "multipart/form-data; boundary=\"gc0p4Jq0M:2Yt 08jU534c\" | gc0p4Jq0M:2Yt 08jU534c",
                "multipart/form-data; charset=utf-8; Boundary=abc        | abc",
                "multipart/form-data; boundary=abc; charset=utf-8        | abc",
                "multipart/form-data; boundary=----WebKitFormBoundaryAbC/1'()+_.:=? | ----WebKitFormBoundaryAbC/1'()+_.:=?"
            })
    void itIsFoundHoweverItIsWritten(String contentType, String boundary) {
        assertThat(Boundary.of(contentType)).contains(boundary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"abc",
                "multipart/form-data; boundary=abc\"",
                "multipart/form-data; boundary=\" \"",
                "multipart/form-data; boundary=a b",
                "multipart/form-data; boundary=\u00e9",
                "multipart/form-data; xboundary=abc"
            })
    void otherwiseThereIsNone(String contentType) {
        assertThat(Boundary.of(contentType)).isEmpty();
    }

    @Test
    void itHasAtMostSeventyCharacters() {
        assertThat(Boundary.of("multipart/form-data; boundary=" + "b".repeat(70)))
                .isPresent();
        assertThat(Boundary.of("multipart/form-data; boundary=" + "b".repeat(71)))
                .isEmpty();
        assertThat(Boundary.of("multipart/form-data; boundary=" + "b".repeat(10_000)))
                .isEmpty();
        assertThat(Boundary.of(null)).isEmpty();
    }
}
