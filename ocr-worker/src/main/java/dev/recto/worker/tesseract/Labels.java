package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.GrayImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Words in pictures, where a search for columns finds none: those that are read with certainty, and in time. */
final class Labels {
    /** In inches, of a picture's shorter side. */
    private static final double LEAST_SIDE = 0.4;

    private static final int MOST_PICTURES = 12;
    private static final double MIN_CONFIDENCE = 0.8;
    private static final int MIN_CHARACTERS = 3;

    private final TesseractApi api;
    private final int dpi;
    private final Allowance time;
    private final Cancellation cancellation;

    Labels(TesseractApi api, int dpi, Allowance time, Cancellation cancellation) {
        this.api = api;
        this.dpi = dpi;
        this.time = time;
        this.cancellation = cancellation;
    }

    List<Region> with(List<Region> regions, GrayImage page) {
        List<Region> pictures = regions.stream()
                .filter(region -> region instanceof Region.Figure(Box box, var _)
                        && Math.min(box.width(), box.height()) >= LEAST_SIDE * dpi)
                .limit(MOST_PICTURES)
                .toList();
        return pictures.isEmpty()
                ? regions
                : regions.stream()
                        .map(region -> pictures.contains(region) ? labelled(region, page) : region)
                        .toList();
    }

    private Region labelled(Region picture, GrayImage page) {
        return time.within(cancellation, limited -> labelled(picture.box(), page, limited))
                .orElse(picture);
    }

    private Region labelled(Box box, GrayImage page, Cancellation limited) {
        GrayImage picture = page.crop(box);
        List<Region> labels = api.recognize(picture, dpi, Segmentation.SPARSE, limited);
        return new Region.Figure(
                box,
                Region.lines(labels)
                        .map(line -> certain(line, box))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingInt(line -> line.box().top()))
                        .toList());
    }

    private static Optional<Line> certain(Line line, Box picture) {
        List<Word> words = line.words().stream()
                .filter(word -> word.confidence() >= MIN_CONFIDENCE)
                .map(word -> word.at(moved(word.box(), picture)))
                .toList();
        long characters = words.stream()
                .flatMapToInt(word -> word.text().chars())
                .filter(Character::isLetterOrDigit)
                .count();
        return characters < MIN_CHARACTERS ? Optional.empty() : line.with(words);
    }

    private static Box moved(Box box, Box picture) {
        return new Box(
                box.left() + picture.left(),
                box.top() + picture.top(),
                box.right() + picture.left(),
                box.bottom() + picture.top());
    }
}
