package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.DoubtfulCell;
import dev.recto.worker.layout.DoubtfulCells;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Strokes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads doubtful cells of tables again, each by itself and enlarged: in a line with wide gaps digits and points are lost. */
final class CellReading {
    /** Of a word that is no speck. */
    private static final double LIKELY = 0.5;

    private static final int TWICE = 2;

    private final TesseractApi api;
    private final int dpi;
    private final Cancellation cancellation;
    private final TesseractConfig config;

    CellReading(TesseractApi api, int dpi, Cancellation cancellation, TesseractConfig config) {
        this.api = api;
        this.dpi = dpi;
        this.cancellation = cancellation;
        this.config = config;
    }

    List<Region> with(List<Region> regions, GrayImage page) {
        Map<DoubtfulCell, List<Word>> found = new LinkedHashMap<>();
        DoubtfulCells.of(regions, config.minWordConfidence()).stream()
                .filter(cell -> Strokes.areIn(page, inside(cell.room(), page), dpi))
                .limit(config.secondReading().maxCells())
                .forEach(cell -> {
                    List<Word> words = DoubtfulCells.cleaned(read(inside(cell.room(), page), page));
                    if (cell.isBetter(words)) {
                        found.put(cell, words);
                    }
                });
        return found.isEmpty() ? regions : DoubtfulCells.mended(regions, found);
    }

    private static Box inside(Box room, GrayImage page) {
        return new Box(
                room.left(), room.top(), Math.min(room.right(), page.width()), Math.min(room.bottom(), page.height()));
    }

    private List<Word> read(Box room, GrayImage page) {
        GrayImage picture =
                page.crop(room.left(), room.top(), room.width(), room.height()).enlarged(TWICE);
        return Region.lines(api.recognize(picture, TWICE * dpi, Segmentation.LINE, cancellation))
                .flatMap(line -> line.words().stream())
                .filter(word -> word.confidence() >= LIKELY)
                .map(word -> new Word(word.text(), moved(word.box(), room), word.confidence()))
                .toList();
    }

    private static Box moved(Box box, Box room) {
        return new Box(
                room.left() + box.left() / TWICE,
                room.top() + box.top() / TWICE,
                room.left() + Math.ceilDiv(box.right(), TWICE),
                room.top() + Math.ceilDiv(box.bottom(), TWICE));
    }
}
