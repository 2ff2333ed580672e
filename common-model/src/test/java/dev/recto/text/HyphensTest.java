package dev.recto.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyphensTest {
    private static String joined(String end, String next, String... others) {
        Hyphens hyphens = new Hyphens();
        Stream.of(others).forEach(hyphens::see);
        return switch (hyphens.join(end, next)) {
            case DROPPED -> end.substring(0, end.length() - 1) + next;
            case KEPT -> end + next;
            case APART -> end + " " + next;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "li-, brary, library",
        "Haupt-, und, Haupt- und",
        "Vor-, bzw., Vor- bzw.",
        "in-, en, in- en",
        "twee-, en, twee- en",
        "Frau-, en, Frauen",
        "pre-, and, pre- and",
        "(pré-, et, (pré- et",
        "non-, profit, non-profit",
        "peut-, être., peut-être.",
        "celui-, ci, celui-ci",
        "Celles-, là, Celles-là",
        "dit-, il, dit-il",
        "n’est-, ce, n’est-ce",
        "avez-, vous, avez-vous",
        "eux-, mêmes, eux-mêmes",
        "tornou-, se, tornou-se",
        "fazendo-, me, fazendo-me",
        "disse-, lhe, disse-lhe",
        "fazê-, lo, fazê-lo",
        "dizem-, se, dizem-se",
        "ta-, bla, tabla",
        "ba-, se, base",
        "for-, se, forse",
        "mode-, lo, modelo",
        "deta-, lhe, detalhe",
        "par-, te, parte",
        "program-, me, programme",
        "abbia-, te, abbiate",
        "per-, il, peril",
        "ex-, pect, expect",
        "all-, gemein, allgemein",
        "nou-, velle, nouvelle",
        "A-, bend, Abend",
    })
    void hyphensAreWhatTheirLanguageMakesOfThem(String end, String next, String joined) {
        assertThat(joined(end, next)).isEqualTo(joined);
    }

    @Test
    void howThePageWritesAWordDecides() {
        assertThat(joined("text-", "based", "(text-based)")).isEqualTo("text-based");
        assertThat(joined("non-", "profit", "Nonprofit,")).isEqualTo("nonprofit");
        assertThat(joined("boek-", "en", "boeken")).isEqualTo("boeken");
    }
}
