package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.ColumnMends;
import dev.recto.worker.layout.DoubtfulCell;
import dev.recto.worker.layout.DoubtfulCells;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.Grain;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.NumberShape;
import dev.recto.worker.scan.Rules;
import dev.recto.worker.scan.Strokes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads doubtful cells of tables again, each by itself and enlarged: in a line with wide gaps digits and points are lost. */
final class CellReading {
    /** Of a word that is no speck. */
    private static final double LIKELY = 0.5;

    private static final int TWICE = 2;
    private static final int THRICE = 3;

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
        return ColumnMends.of(again(regions, shown), config.minWordConfidence());
    }

    private List<Region> again(List<Region> regions, GrayImage shown) {
        List<DoubtfulCell> cells = DoubtfulCells.of(regions, config.minWordConfidence());
        if (cells.isEmpty()) {
            return regions;
        }
        GrayImage page = Rules.allRemoved(shown, dpi);
        Map<DoubtfulCell, List<Word>> found = new LinkedHashMap<>();
        // What was read first: a rule beside it makes a cell seem not empty
        Comparator<DoubtfulCell> isEmpty =
                Comparator.comparing(cell -> cell.words().isEmpty());
        for (DoubtfulCell cell : cells.stream().sorted(isEmpty).toList()) {
            Box room = page.size().within(cell.room());
            if (!isReadable(room) || !Strokes.areIn(page, room, dpi)) {
                continue;
            }
            List<Word> words = cell.words();
            GrayImage crop = page.crop(room);
            GrayImage smooth = Grain.smoothed(crop);
            String shape = NumberShape.of(smooth);
            if (left > 0 && cell.isDoubtful()) {
                left--;
                words = better(cell, room, crop, smooth, shape).orElse(words);
            }
            List<Word> shaped = cell.shaped(words, shape);
            if (!shaped.equals(cell.words())) {
                found.put(cell, shaped);
            }
        }
        return found.isEmpty() ? regions : DoubtfulCells.mended(regions, found);
    }

    /** Tesseract counts pixels of a side in 16 bits. */
    private static boolean isReadable(Box room) {
        return THRICE * Math.max(room.width(), room.height()) <= Short.MAX_VALUE;
    }

    /**
     * What two copies are read as, or the surer of them: without grain strokes are whole, with it points are sharp. What was
     * read first stays if either says so, too.
     */
    private Optional<List<Word>> better(DoubtfulCell cell, Box room, GrayImage crop, GrayImage smooth, String shape) {
        GrayImage twice = smooth.scaled(TWICE);
        List<Word> whole = read(twice, room, TWICE);
        if (cell.confirms(whole)) {
            return Optional.empty();
        }
        List<Word> sharp = read(crop.scaled(THRICE), room, THRICE);
        if (cell.confirms(sharp)) {
            return Optional.empty();
        }
        Optional<List<Word>> better = cell.better(whole, sharp);
        if (better.isPresent() || !cell.isNumberlessAmongNumbers()) {
            return better;
        }
        return cell.asNumber(words(api.recognizeNumber(twice, TWICE * dpi, cancellation), room, TWICE), shape);
    }

    private List<Word> read(GrayImage scaled, Box room, int scale) {
        return words(api.recognize(scaled, scale * dpi, Segmentation.LINE, cancellation), room, scale);
    }

    private static List<Word> words(List<Region> regions, Box room, int scale) {
        List<Word> words = Region.words(regions)
                .map(word -> word.at(moved(word.box(), room, scale)))
                .dropWhile(CellReading::isSpeck)
                .toList();
        return DoubtfulCells.cleaned(words.reversed().stream()
                .dropWhile(CellReading::isSpeck)
                .toList()
                .reversed());
    }

    private static boolean isSpeck(Word word) {
        return word.confidence() < LIKELY;
    }

    private static Box moved(Box box, Box room, int scale) {
        return new Box(
                room.left() + box.left() / scale,
                room.top() + box.top() / scale,
                room.left() + Math.ceilDiv(box.right(), scale),
                room.top() + Math.ceilDiv(box.bottom(), scale));
    }
}
