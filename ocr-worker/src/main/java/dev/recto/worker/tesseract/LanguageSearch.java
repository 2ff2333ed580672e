package dev.recto.worker.tesseract;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.language.PageWords;
import dev.recto.worker.language.Script;
import dev.recto.worker.layout.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a page in the first of the languages that it may be written in, and again in another one as long as what was read says
 * that it is that one rather, and reads no worse then.
 */
final class LanguageSearch {
    /** Of the reading before: engines of different languages are not equally sure of themselves. */
    private static final double AS_GOOD = 0.9;

    private final Recognizer recognizer;
    private final RegionSearch layout;
    private final List<String> languages;
    private final TesseractConfig config;

    /** @param languages the one to begin with first */
    LanguageSearch(Recognizer recognizer, RegionSearch layout, List<String> languages, TesseractConfig config) {
        this.recognizer = recognizer;
        this.layout = layout;
        this.languages = languages;
        this.config = config;
    }

    record Found(Attempt attempt, String language) {}

    Found best(RgbImage page) {
        String language = languages.getFirst();
        SecondReading second = new SecondReading(config.secondReading());
        Attempts attempts = new Attempts(recognizer.in(language), layout, second, config.turnBelow());
        Found found = settled(attempts.best(page), language);
        Attempt better = second.orBetterIfInDoubt(found.attempt, recognizer.in(found.language));
        return better == found.attempt ? found : settled(better, found.language);
    }

    private Found settled(Attempt read, String begun) {
        Attempt best = read;
        String language = begun;
        Set<String> tried = new HashSet<>(Set.of(language));
        Optional<String> other = rather(best, language);
        while (other.isPresent() && tried.add(other.get())) {
            Attempt again = best.with(recognizer.in(other.get()).recognize(best.level()));
            if (again.recognition().score() < AS_GOOD * best.recognition().score()) {
                break;
            }
            best = again;
            language = other.get();
            other = rather(best, language);
        }
        return new Found(best, language);
    }

    private Optional<String> rather(Attempt read, String language) {
        if (languages.size() == 1) {
            return Optional.empty();
        }
        List<String> words = read.recognition().words().map(Word::text).toList();
        return new PageWords(words).rather(languages, language).or(() -> ofScript(read, language));
    }

    /** What is written in other letters is read as if by chance, and with little confidence. */
    private Optional<String> ofScript(Attempt read, String language) {
        double confidence = read.recognition().confidence();
        boolean may = languages.stream().anyMatch(each -> Script.tells(each) != Script.tells(language));
        return !may || confidence == 0 || confidence >= config.turnBelow()
                ? Optional.empty()
                : recognizer.script(read.level()).flatMap(script -> script.language(languages));
    }
}
