package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.DoubtfulCell;
import dev.recto.worker.layout.DoubtfulCells;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.Rules;
import dev.recto.worker.scan.Strokes;
import java.util.Comparator;
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
    private int left;

    CellReading(TesseractApi api, int dpi, Cancellation cancellation, TesseractConfig config) {
        this.api = api;
        this.dpi = dpi;
        this.cancellation = cancellation;
        this.config = config;
        this.left = config.secondReading().maxCells();
    }

    List<Region> with(List<Region> regions, GrayImage shown) {
        List<DoubtfulCell> cells = DoubtfulCells.of(regions, config.minWordConfidence());
        if (cells.isEmpty()) {
            return regions;
        }
        GrayImage page = Rules.removed(shown, dpi);
        Map<DoubtfulCell, List<Word>> found = new LinkedHashMap<>();
        // What was read first: a rule beside it makes a cell seem not empty
        Comparator<DoubtfulCell> isEmpty =
                Comparator.comparing(cell -> cell.words().isEmpty());
        for (DoubtfulCell cell : cells.stream().sorted(isEmpty).toList()) {
            Box room = inside(cell.room(), page);
            if (left > 0 && isReadable(room) && Strokes.areIn(page, room, dpi)) {
                left--;
                List<Word> words = DoubtfulCells.cleaned(read(room, page));
                if (cell.isBetter(words)) {
                    found.put(cell, words);
                }
            }
        }
        return found.isEmpty() ? regions : DoubtfulCells.mended(regions, found);
    }

    /** Tesseract counts pixels of a side in 16 bits. */
    private static boolean isReadable(Box room) {
        return TWICE * Math.max(room.width(), room.height()) <= Short.MAX_VALUE;
    }

    private static Box inside(Box room, GrayImage page) {
        return new Box(
                room.left(), room.top(), Math.min(room.right(), page.width()), Math.min(room.bottom(), page.height()));
    }

    private List<Word> read(Box room, GrayImage page) {
        GrayImage picture =
                page.crop(room.left(), room.top(), room.width(), room.height()).scaled(TWICE);
        List<Word> words = Region.lines(api.recognize(picture, TWICE * dpi, Segmentation.LINE, cancellation))
                .flatMap(line -> line.words().stream())
                .map(word -> new Word(word.text(), moved(word.box(), room), word.confidence()))
                .dropWhile(CellReading::isSpeck)
                .toList();
        return words.reversed().stream()
                .dropWhile(CellReading::isSpeck)
                .toList()
                .reversed();
    }

    private static boolean isSpeck(Word word) {
        return word.confidence() < LIKELY;
    }

    private static Box moved(Box box, Box room) {
        return new Box(
                room.left() + box.left() / TWICE,
                room.top() + box.top() / TWICE,
                room.left() + Math.ceilDiv(box.right(), TWICE),
                room.top() + Math.ceilDiv(box.bottom(), TWICE));
    }
}
