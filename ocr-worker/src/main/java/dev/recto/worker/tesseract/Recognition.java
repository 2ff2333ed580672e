package dev.recto.worker.tesseract;

import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Tesseract saw.
 *
 * @param regions in reading order
 * @param sideways share of the characters that stand in words which run up or down
 */
record Recognition(List<Region> regions, double sideways) {
    static final Recognition NOTHING = new Recognition(List.of(), 0);

    /** Mean over the characters of all words, 0 if there are none. */
    double confidence() {
        double sum = 0;
        int characters = 0;
        for (Word word : words().toList()) {
            sum += word.confidence() * word.text().length();
            characters += word.text().length();
        }
        return characters == 0 ? 0 : sum / characters;
    }

    /** How much was read, and how certainly: what is guessed at counts little, and what stands on its side nothing. */
    double score() {
        return (1 - sideways)
                * words().mapToDouble(word -> word.text().length() * word.confidence() * word.confidence())
                        .sum();
    }

    Stream<Word> words() {
        return Region.lines(regions).flatMap(line -> line.words().stream());
    }
}
