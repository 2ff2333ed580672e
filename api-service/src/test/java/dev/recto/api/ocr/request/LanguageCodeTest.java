package dev.recto.api.ocr.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCodeTest {
    @ParameterizedTest
    @CsvSource({
        "de, deu",
        "deu, deu",
        "ger, deu",
        "DE, deu",
        "' de-AT ', deu",
        "en, eng",
        "pt-BR, por",
        "nl, nld",
        "dut, nld",
        "fre, fra",
        "es-419, spa",
        "he, heb",
        "ar, ara",
        "zh, chi_sim",
        "zh-Hant, chi_tra",
        "zh-TW, chi_tra",
        "chi_sim, chi_sim",
        "jpn_vert, jpn_vert",
        "chi_tra_vert, chi_tra_vert",
        "xyz, xyz"
    })
    void isWhatTesseractNamesIt(String given, String language) {
        assertThat(LanguageCode.parse(given)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xq", "german", "de de", "../eng", "eng+deu", "de_", "de-", "дe", "chi_sim/.."})
    void anythingElseIsNone(String given) {
        assertThat(LanguageCode.parse(given)).isEmpty();
    }

    @Test
    void aLongTextIsNone() {
        assertThat(LanguageCode.parse("de".repeat(100_000))).isEmpty();
    }
}
