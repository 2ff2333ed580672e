package dev.recto.tools.cli;

import dev.recto.model.BlockType;
import dev.recto.tools.cli.SpecimenReader.Read;
import dev.recto.tools.specimen.CellScore;
import dev.recto.tools.specimen.FurnitureSpecimen;
import dev.recto.tools.specimen.FurnitureSpecimens;
import dev.recto.tools.specimen.IdealLayout;
import dev.recto.tools.specimen.Specimen;
import dev.recto.tools.specimen.Specimens;
import dev.recto.tools.specimen.TableSpecimen;
import dev.recto.tools.specimen.TableSpecimens;
import dev.recto.tools.specimen.TrueRegion;
import dev.recto.tools.specimen.WordError;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./recto bench reading}: wrong words, cells and CPU time of pages of every kind. */
@Command(
        name = "reading",
        description = "Reads pages of our own making with Tesseract, by what makes them hard.",
        mixinStandardHelpOptions = true)
public final class BenchReadingCommand implements Callable<Integer> {
    @Option(names = "--pages", defaultValue = "3", description = "Pages of each kind (default: ${DEFAULT-VALUE}).")
    private int pages;

    enum Part {
        WORDS,
        WORN,
        LAYOUTS,
        TABLES,
        FURNITURE,
        LANGUAGES,
        ORIENTATIONS,
        LAYERS
    }

    /** Whose specimens say where their regions are. */
    private static final Set<Part> DRAWN = EnumSet.of(Part.WORDS, Part.LAYOUTS, Part.TABLES, Part.FURNITURE);

    @Option(
            names = "--parts",
            split = ",",
            defaultValue = "WORDS,WORN,LAYOUTS,TABLES,FURNITURE,LANGUAGES,ORIENTATIONS,LAYERS",
            description = "Which of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Part> parts = List.of();

    @Option(
            names = "--drawn-regions",
            description =
                    "Read them once more region by region, as they were drawn: the bound of what a detector could do.")
    private boolean drawnRegions;

    private final IdealLayout layout = new IdealLayout();

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new BenchReadingCommand())
                .setCommandName("./recto bench reading")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (PageReader tesseract = DefaultTesseract.open()) {
            for (Part part : parts) {
                print(part, new SpecimenReader(tesseract));
            }
        }
        if (drawnRegions) {
            System.out.printf("Region by region, as they were drawn:%n%n");
            try (PageReader tesseract = DefaultTesseract.open(layout)) {
                for (Part part : parts) {
                    if (DRAWN.contains(part)) {
                        print(part, new SpecimenReader(tesseract));
                    }
                }
            }
        }
        return 0;
    }

    private void print(Part part, SpecimenReader reader) throws IOException {
        switch (part) {
            case WORDS -> words(reader);
            case WORN -> new WornScores(reader, pages).print();
            case LAYOUTS ->
                new LayoutScores(pages).print(specimen -> read(reader, specimen.page(), specimen.regions()));
            case TABLES -> {
                cells(reader);
                pagesWithoutTable(reader);
            }
            case FURNITURE -> furniture(reader);
            case LANGUAGES -> new LanguageScores(reader, pages).print();
            case ORIENTATIONS -> new LayoutScores(pages).printOrientations();
            case LAYERS -> new LayerScores(pages).print(reader.reader());
        }
    }

    private void words(SpecimenReader reader) {
        Map<String, ReadingScore> scores = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (Specimen specimen : Specimens.of(seed)) {
                Read read = read(reader, specimen.page(), specimen.regions());
                double error = WordError.of(specimen.truth(), read.reading().markdown());
                scores.merge(specimen.name(), new ReadingScore(error, 1, read.seconds(), 1), ReadingScore::plus);
            }
        }
        print("page", "wrong words, %", scores);
    }

    private void cells(SpecimenReader reader) {
        Map<String, ReadingScore> scores = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (TableSpecimen specimen : TableSpecimens.of(seed)) {
                Read read = read(reader, specimen.page(), specimen.regions());
                CellScore cells = CellScore.of(specimen.cells(), read.reading().markdown());
                scores.merge(
                        specimen.name(),
                        new ReadingScore(2.0 * cells.right(), cells.wanted() + cells.found(), read.seconds(), 1),
                        ReadingScore::plus);
            }
        }
        print("table", "cells right (F1), %", scores);
    }

    private void pagesWithoutTable(SpecimenReader reader) {
        Map<String, ReadingScore> scores = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (TableSpecimen specimen : TableSpecimens.without(seed)) {
                Read read = read(reader, specimen.page(), specimen.regions());
                boolean found = read.reading().blocks().stream().anyMatch(block -> block.type() == BlockType.TABLE);
                scores.merge(
                        specimen.name(), new ReadingScore(found ? 1 : 0, 1, read.seconds(), 1), ReadingScore::plus);
            }
        }
        print("no table", "taken for one, %", scores);
    }

    private void furniture(SpecimenReader reader) {
        Map<String, ReadingScore> found = new LinkedHashMap<>();
        Map<String, ReadingScore> removed = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (FurnitureSpecimen specimen : FurnitureSpecimens.of(seed)) {
                Read read = read(reader, specimen.page(), specimen.regions());
                List<String> blocks = FurnitureSpecimen.blocks(read.reading());
                add(found, specimen, specimen.furniture(), blocks, read);
                add(removed, specimen, specimen.text(), blocks, read);
            }
        }
        print("furniture", "found, %", found);
        print("text at the edges", "taken for furniture, %", removed);
    }

    private static void add(
            Map<String, ReadingScore> scores,
            FurnitureSpecimen specimen,
            List<String> pieces,
            List<String> blocks,
            Read read) {
        if (!pieces.isEmpty()) {
            int held = FurnitureSpecimen.held(pieces, blocks);
            scores.merge(specimen.name(), new ReadingScore(held, pieces.size(), read.seconds(), 1), ReadingScore::plus);
        }
    }

    private Read read(SpecimenReader reader, ImagePage page, List<TrueRegion> regions) {
        layout.show(page.image(), regions);
        return reader.read(page);
    }

    static void print(String kind, String share, Map<String, ReadingScore> scores) {
        System.out.printf("| %s | %s | CPU seconds |%n| --- | --- | --- |%n", kind, share);
        scores.forEach(BenchReadingCommand::row);
        row("all", scores.values().stream().reduce(ReadingScore::plus).orElseThrow());
        System.out.println();
    }

    private static void row(String name, ReadingScore score) {
        System.out.printf("| %s | %.2f | %.2f |%n", name, 100 * score.share(), score.secondsPerPage());
    }
}
