package dev.recto.worker.layout;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Units of measurement that are misread alike, for they are no words: {@code mmol/]}, {@code 50 mi}, {@code 9 %o}. */
final class Units {
    private static final Pattern PER_LITRE = Pattern.compile("([fpnµmcdk]?(mol|g|U|IU)/[fpnµmcd]?)[\\]!|I]");
    private static final Pattern PER_MILLE = Pattern.compile("(\\d[\\d.,]*)?%o");
    /** Each with what it is taken for, where others of its table are read rightly. */
    private static final Pattern LITRE = Pattern.compile("([mcdhµ])[iI1|!\\]]");

    private Units() {}

    /**
     * @param cell the word is one of
     * @param table all words of its table
     */
    static Optional<String> mended(String word, List<String> cell, Set<String> table) {
        if (PER_MILLE.matcher(word).matches() && (cell.size() > 1 || word.length() > 2)) {
            return Optional.of(word.substring(0, word.length() - 2) + "‰");
        }
        if (PER_LITRE.matcher(word).matches()) {
            return Optional.of(word.substring(0, word.length() - 1) + "l");
        }
        return Optional.of(LITRE.matcher(word).replaceFirst("$1l"))
                .filter(litre -> !litre.equals(word) && table.contains(litre));
    }
}
