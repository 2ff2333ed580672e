package dev.recto.worker.tesseract;

import dev.recto.worker.layout.Composition;
import dev.recto.worker.layout.PageComposer;
import dev.recto.worker.layout.Part;
import dev.recto.worker.layout.PartComposer;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import java.util.List;
import java.util.stream.Stream;

/** What Tesseract saw. */
sealed interface Recognition {
    Recognition NOTHING = new Whole(List.of());

    /** Shorter words can be higher than wide although they stand upright. */
    int TELLING_LENGTH = 4;

    /** In reading order. */
    Stream<Region> regions();

    /** @param height of the image that was read */
    Composition compose(int height, double minWordConfidence);

    /** Share of the characters that stand in words which run up or down; short words don't count. */
    default double sideways() {
        int characters = 0;
        int sideways = 0;
        for (Word word :
                words().filter(word -> word.text().length() >= TELLING_LENGTH).toList()) {
            characters += word.text().length();
            sideways += word.box().height() > word.box().width() ? word.text().length() : 0;
        }
        return characters == 0 ? 0 : (double) sideways / characters;
    }

    /** Mean over the characters of all words, 0 if there are none. */
    default double confidence() {
        double sum = 0;
        int characters = 0;
        for (Word word : words().toList()) {
            sum += word.confidence() * word.text().length();
            characters += word.text().length();
        }
        return characters == 0 ? 0 : sum / characters;
    }

    /**
     * How much was read, in pictures too, and how certainly: what is guessed at counts little, and what stands on its side
     * nothing.
     */
    default double score() {
        return score(Stream.concat(words(), labels()));
    }

    /** The same without what stands in pictures. */
    default double textScore() {
        return score(words());
    }

    private double score(Stream<Word> counted) {
        return (1 - sideways())
                * counted.mapToDouble(word -> word.text().length() * word.confidence() * word.confidence())
                        .sum();
    }

    private Stream<Word> labels() {
        return regions()
                .filter(Region.Figure.class::isInstance)
                .flatMap(figure -> ((Region.Figure) figure).labels().stream())
                .flatMap(line -> line.words().stream());
    }

    default Stream<Word> words() {
        return Region.words(regions().toList());
    }

    /** A page that Tesseract laid out itself. */
    record Whole(List<Region> found) implements Recognition {
        @Override
        public Stream<Region> regions() {
            return found.stream();
        }

        @Override
        public Composition compose(int height, double minWordConfidence) {
            return PageComposer.compose(found, height, minWordConfidence);
        }
    }

    /** A page that was read part by part. */
    record InParts(List<Part> parts) implements Recognition {
        @Override
        public Stream<Region> regions() {
            return parts.stream().flatMap(part -> part.content().stream());
        }

        @Override
        public Composition compose(int height, double minWordConfidence) {
            return PartComposer.compose(parts, minWordConfidence);
        }
    }
}
