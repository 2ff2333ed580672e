package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.GrayImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Large first letters that the search for lines left out: a text begins in lower case, and its first lines leave room for one. */
final class Capitals {
    /** Of the room, in heights of a line. */
    private static final double MIN_WIDTH = 1.1;

    private static final double MAX_WIDTH = 6;
    private static final int MAX_LINES = 5;
    private static final double MIN_CONFIDENCE = 0.5;

    private final TesseractApi api;
    private final int dpi;
    private final Cancellation cancellation;

    Capitals(TesseractApi api, int dpi, Cancellation cancellation) {
        this.api = api;
        this.dpi = dpi;
        this.cancellation = cancellation;
    }

    List<Region> with(List<Region> regions, GrayImage page) {
        List<Region> begun = new ArrayList<>();
        for (Region region : regions) {
            Optional<Box> room = region instanceof Region.Text text ? room(text) : Optional.empty();
            begun.add(room.flatMap(box -> letter(page, box))
                    .map(letter -> begun((Region.Text) region, letter))
                    .orElse(region));
        }
        return begun;
    }

    private static Optional<Box> room(Region.Text text) {
        List<Line> lines = Region.lines(List.of(text)).toList();
        Line first = lines.getFirst();
        double height = first.height();
        int left = first.box().left();
        int beside = 1;
        while (beside < lines.size() && Math.abs(lines.get(beside).box().left() - left) < height) {
            beside++;
        }
        if (beside < 2
                || beside == lines.size()
                || beside > MAX_LINES
                || !Character.isLowerCase(first.text().codePointAt(0))) {
            return Optional.empty();
        }
        int edge = lines.get(beside).box().left();
        boolean fits = left - edge > MIN_WIDTH * height && left - edge < MAX_WIDTH * height;
        return fits
                ? Optional.of(new Box(
                        Math.max(0, (int) (edge - height / 2)),
                        Math.max(0, (int) (first.box().top() - height / 2)),
                        left,
                        lines.get(beside - 1).box().bottom()))
                : Optional.empty();
    }

    private Optional<Word> letter(GrayImage page, Box room) {
        GrayImage picture = page.crop(page.size().within(room));
        return Region.words(api.recognize(picture, dpi, Segmentation.LETTER, cancellation))
                .filter(word -> word.text().length() == 1
                        && Character.isUpperCase(word.text().charAt(0))
                        && word.confidence() >= MIN_CONFIDENCE)
                .findFirst()
                .map(word -> word.at(room));
    }

    private static Region begun(Region.Text text, Word letter) {
        List<List<Line>> paragraphs = new ArrayList<>(text.paragraphs());
        List<Line> lines = new ArrayList<>(paragraphs.getFirst());
        Line first = lines.getFirst();
        List<Word> words = new ArrayList<>(first.words());
        words.addFirst(letter);
        lines.set(0, new Line(words, first.height()));
        paragraphs.set(0, lines);
        return new Region.Text(text.box(), paragraphs);
    }
}
