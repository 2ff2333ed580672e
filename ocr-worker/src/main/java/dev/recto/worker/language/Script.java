package dev.recto.worker.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Scripts that Tesseract's orientation data tells apart, by the name it gives them, and the languages written in them. */
public enum Script {
    ARABIC("Arabic", "ara", "fas", "urd", "pus", "snd", "uig", "kur_ara"),
    HEBREW("Hebrew", "heb", "yid"),
    CYRILLIC(
            "Cyrillic",
            "rus",
            "ukr",
            "bul",
            "bel",
            "srp",
            "mkd",
            "kaz",
            "kir",
            "mon",
            "tgk",
            "tat",
            "uzb_cyrl",
            "aze_cyrl"),
    GREEK("Greek", "ell", "grc"),
    HAN("Han", "chi_sim", "chi_tra", "chi_sim_vert", "chi_tra_vert", "jpn", "jpn_vert"),
    JAPANESE("Japanese", "jpn", "jpn_vert"),
    KOREAN("Korean", "kor", "kor_vert"),
    THAI("Thai", "tha"),
    DEVANAGARI("Devanagari", "hin", "mar", "nep", "san"),
    BENGALI("Bengali", "ben", "asm"),
    TAMIL("Tamil", "tam"),
    TELUGU("Telugu", "tel"),
    GEORGIAN("Georgian", "kat", "kat_old"),
    ARMENIAN("Armenian", "hye");

    private final String name;
    private final Set<String> languages;

    Script(String name, String... languages) {
        this.name = name;
        this.languages = Set.of(languages);
    }

    public static Optional<Script> named(String name) {
        return Arrays.stream(values())
                .filter(script -> script.name.equals(name))
                .findFirst();
    }

    /** Of another script than Latin, by which it can be told. */
    public static boolean tells(String language) {
        return Arrays.stream(values()).anyMatch(script -> script.languages.contains(language));
    }

    /** Whether it has signs that are squares. */
    public static boolean hasSquares(String language) {
        return Stream.of(HAN, JAPANESE, KOREAN)
                .anyMatch(script -> Arrays.stream(language.split("\\+")).anyMatch(script.languages::contains));
    }

    /** The first of the languages that is written in it. */
    public Optional<String> language(List<String> among) {
        return among.stream().filter(languages::contains).findFirst();
    }
}
