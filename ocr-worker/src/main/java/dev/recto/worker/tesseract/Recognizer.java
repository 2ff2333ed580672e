package dev.recto.worker.tesseract;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.tracing.Activity;
import dev.recto.worker.language.Script;
import dev.recto.worker.layout.Charts;
import dev.recto.worker.layout.Line;
import dev.recto.worker.layout.Part;
import dev.recto.worker.layout.Region;
import dev.recto.worker.layout.TickMarks;
import dev.recto.worker.layout.Word;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.scan.ChartShapes;
import dev.recto.worker.scan.GrayImage;
import dev.recto.worker.scan.TickBox;
import dev.recto.worker.scan.TickBoxes;
import dev.recto.worker.scan.Turn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads copies of one page in one language, whichever way they were prepared.
 *
 * @param forLabels of all copies' pictures
 */
record Recognizer(
        TesseractSlot slot,
        String language,
        int dpi,
        Allowance forLabels,
        Cancellation cancellation,
        Activity activity) {
    Recognizer in(String other) {
        return new Recognizer(slot, other, dpi, forLabels, cancellation, activity);
    }

    Recognizer until(Cancellation other) {
        return new Recognizer(slot, language, dpi, forLabels, other, activity);
    }

    Recognition recognize(LevelPage page) {
        return activity.child("read copy").call(() -> read(page));
    }

    private Recognition read(LevelPage shown) {
        TesseractApi api = slot.language(language);
        Labels labels = new Labels(api, dpi, forLabels, cancellation);
        Capitals capitals = new Capitals(api, dpi, cancellation);
        List<TickBox> boxes = Script.hasSquares(language) ? List.of() : TickBoxes.of(shown.image(), dpi);
        List<Word> marks = boxes.stream().map(Recognizer::mark).toList();
        LevelPage page = new LevelPage(TickBoxes.erased(shown.image(), boxes), shown.regions());
        GrayImage image = page.image();
        if (page.isReadByRegions()) {
            return new Recognition.InParts(parts(api, page, labels, capitals, marks));
        }
        List<Region> found = new LoneNumbers(api, dpi, cancellation)
                .with(capitals.with(labels.with(whole(api, image), image), image), image);
        List<Box> drawn = ChartShapes.of(image, dpi, Charts.read(found));
        return new Recognition.Whole(TickMarks.with(Charts.with(found, drawn), marks));
    }

    private static Word mark(TickBox box) {
        return new Word(box.marked() ? TickMarks.MARKED : TickMarks.EMPTY, box.box(), 1);
    }

    /** What a strip of a page shows, without its layout. */
    Recognition words(GrayImage strip) {
        return new Recognition.Whole(slot.language(language).recognize(strip, dpi, Segmentation.BLOCK, cancellation));
    }

    /** With doubtful cells of the page's tables read again, if there is time for it. */
    Recognition withCells(Attempt attempt, TesseractConfig config) {
        return new TimeLimit(config.secondReading().timeout(), cancellation)
                .within(limited -> until(limited).cells(attempt, config))
                .orElse(attempt.recognition());
    }

    private Recognition cells(Attempt attempt, TesseractConfig config) {
        CellReading cells = new CellReading(slot.language(language), dpi, cancellation, config);
        GrayImage page = attempt.level().image();
        return switch (attempt.recognition()) {
            case Recognition.Whole whole -> new Recognition.Whole(cells.with(whole.found(), page));
            case Recognition.InParts inParts ->
                new Recognition.InParts(inParts.parts().stream()
                        .map(part ->
                                part.type() == BlockType.TABLE ? part.with(cells.with(part.content(), page)) : part)
                        .toList());
        };
    }

    /** How the page must be turned to stand upright. */
    Turn orientation(GrayImage image) {
        return slot.orientation().of(image, dpi, 0);
    }

    Optional<Script> script(LevelPage page) {
        return slot.orientation().script(page.image(), dpi).flatMap(Script::named);
    }

    private List<Region> whole(TesseractApi api, GrayImage image) {
        return api.recognize(image, dpi, Segmentation.PAGE, cancellation);
    }

    /** What needs the page is cut out of a reading of it. */
    private List<Part> parts(TesseractApi api, LevelPage page, Labels labels, Capitals capitals, List<Word> marks) {
        GrayImage image = page.image();
        boolean needed = page.regions().stream().anyMatch(PageRegion::needsThePage);
        List<Region> whole = needed ? whole(api, image) : List.of();
        Iterator<Region> pictures = labels.with(pictures(page), image).iterator();
        Iterator<List<Region>> blocks = blocks(api, page).iterator();
        List<Part> parts = new ArrayList<>();
        for (PageRegion region : page.regions()) {
            List<Region> content;
            if (region.isPicture()) {
                content = List.of(pictures.next());
            } else if (region.needsThePage()) {
                content = TickMarks.with(Region.keep(whole, line -> within(region, line)), within(region, marks));
            } else {
                content = TickMarks.with(capitals.with(blocks.next(), image), within(region, marks));
            }
            parts.add(new Part(region.type(), region.headingLevel(), region.certainty(), content));
        }
        return parts;
    }

    private static List<Region> pictures(LevelPage page) {
        return page.regions().stream()
                .filter(PageRegion::isPicture)
                .<Region>map(region -> new Region.Figure(region.box()))
                .toList();
    }

    /** Of regions that are read by themselves; the page is shown once, for that is work. */
    private List<List<Region>> blocks(TesseractApi api, LevelPage page) {
        GrayImage image = page.image();
        try (TesseractApi.Shown shown = api.show(image, dpi)) {
            return page.regions().stream()
                    .filter(region -> !region.isPicture() && !region.needsThePage())
                    .map(region -> shown.recognize(
                            region.surroundings(image.size(), dpi), region.segmentation(), cancellation))
                    .toList();
        }
    }

    private static List<Word> within(PageRegion region, List<Word> words) {
        return words.stream().filter(word -> region.holds(word.box())).toList();
    }

    private static Optional<Line> within(PageRegion region, Line line) {
        return line.with(within(region, line.words()));
    }
}
