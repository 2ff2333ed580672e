package dev.recto.worker.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was read on a page, as evidence of its language. The commonest words are short and mostly without accents, so that they
 * survive a reading in another language of the same script.
 */
public final class PageWords {
    /** More common words of the other language than of the one read in: so many, and so large a share of the page's words. */
    private static final int MIN_LEAD = 4;
    /** Different ones that are common in the other language only: a program has the same few names again and again. */
    private static final int MIN_DIFFERENT = 4;

    private static final double MIN_SHARE = 0.08;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}]+");

    private final List<String> words = new ArrayList<>();

    /** @param texts words as the engine found them, with whatever clings to them */
    public PageWords(List<String> texts) {
        for (String text : texts) {
            for (String word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
                // Single letters are numbers, bullets and dirt as often as words
                if (word.length() > 1) {
                    words.add(word);
                }
            }
        }
    }

    /**
     * The language that the page is rather written in; empty where its words don't say so.
     *
     * @param readIn the language it was read in
     */
    public Optional<String> rather(List<String> languages, String readIn) {
        long lead = Math.max(MIN_LEAD, Math.round(MIN_SHARE * words.size()));
        long common = common(readIn);
        return languages.stream()
                .filter(language -> !language.equals(readIn) && CommonWords.isKnown(language))
                .filter(language -> common(language) - common >= lead && different(language, readIn) >= MIN_DIFFERENT)
                .max(Comparator.comparingLong(this::common));
    }

    private long different(String language, String readIn) {
        Set<String> different = new HashSet<>(words);
        different.retainAll(CommonWords.of(language));
        different.removeAll(CommonWords.of(readIn));
        return different.size();
    }

    private long common(String language) {
        return words.stream().filter(CommonWords.of(language)::contains).count();
    }
}
