package dev.recto.worker.tesseract;

import dev.recto.model.Box;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.LoneInk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Short numbers far from all other text, which a search for columns takes for dirt: pages in a table of contents, numbers of lines and steps. */
final class LoneNumbers {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}|[ivxlc]{2,7}|[IVX]{2,5}");
    /** Of the word, and of one that a stroke may look like. */
    private static final double CERTAIN = 0.7;

    private static final double SURE = 0.85;
    private static final Pattern STROKE = Pattern.compile("[1iIl]{1,2}");
    /** Around the ink, by the height of a line. */
    private static final double MARGIN = 0.5;
    /** Of a page: more are specks. */
    private static final int MOST = 80;

    private final TesseractApi api;
    private final int dpi;
    private final Cancellation cancellation;

    LoneNumbers(TesseractApi api, int dpi, Cancellation cancellation) {
        this.api = api;
        this.dpi = dpi;
        this.cancellation = cancellation;
    }

    /** Each behind the region that has the line which it stands beside, in its column. */
    List<Region> with(List<Region> regions, GrayImage page) {
        List<Line> lines = Region.lines(regions).toList();
        if (lines.isEmpty()) {
            return regions;
        }
        double height = lines.stream().mapToDouble(Line::height).sorted().toArray()[lines.size() / 2];
        List<Box> places = LoneInk.of(page, known(regions), height).stream()
                .filter(box -> lines.stream().anyMatch(line -> isBeside(box, line)))
                .toList();
        if (places.isEmpty() || places.size() > MOST) {
            return regions;
        }
        List<Line> numbers = new ArrayList<>();
        try (TesseractApi.Shown shown = api.show(page, dpi)) {
            for (Box place : places) {
                Box room = page.size().around(place, (int) (MARGIN * height));
                number(shown.recognize(room, Segmentation.LINE, cancellation))
                        .ifPresent(word -> numbers.add(new Line(List.of(word.at(place)), height)));
            }
        }
        return placed(regions, numbers);
    }

    private static List<Box> known(List<Region> regions) {
        List<Box> known = new ArrayList<>();
        for (Region region : regions) {
            if (region instanceof Region.Text) {
                Region.words(List.of(region)).map(Word::box).forEach(known::add);
            } else {
                known.add(region.box());
            }
        }
        return known;
    }

    private static boolean isBeside(Box box, Line line) {
        int middle = (box.top() + box.bottom()) / 2;
        return middle > line.box().top() && middle < line.box().bottom();
    }

    private static Optional<Word> number(List<Region> read) {
        List<Word> words = Region.words(read).toList();
        return words.size() == 1 ? Optional.of(words.getFirst()).filter(LoneNumbers::isCertain) : Optional.empty();
    }

    private static boolean isCertain(Word word) {
        return NUMBER.matcher(word.text()).matches()
                && word.confidence() >= (STROKE.matcher(word.text()).matches() ? SURE : CERTAIN);
    }

    static List<Region> placed(List<Region> regions, List<Line> numbers) {
        List<List<Region>> placed = new ArrayList<>();
        regions.forEach(region -> placed.add(new ArrayList<>(List.of(region))));
        for (Line number : numbers) {
            Box box = number.box();
            column(regions, box).ifPresent(i -> placed.get(i).add(new Region.Text(box, List.of(List.of(number)))));
        }
        return placed.stream().flatMap(List::stream).toList();
    }

    /** Of the regions with a line at its height, the one that begins nearest at its left; the first, where it stands before all. */
    private static Optional<Integer> column(List<Region> regions, Box number) {
        return IntStream.range(0, regions.size())
                .filter(i -> Region.lines(List.of(regions.get(i))).anyMatch(line -> isBeside(number, line)))
                .boxed()
                .max(Comparator.comparingInt(i -> {
                    int left = regions.get(i).box().left();
                    return left > number.left() ? -1 : left;
                }));
    }
}
