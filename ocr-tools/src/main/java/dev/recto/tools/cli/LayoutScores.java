package dev.recto.tools.cli;

import dev.recto.tools.bench.ProcessUsage;
import dev.recto.tools.cli.SpecimenReader.Read;
import dev.recto.tools.specimen.LayoutSpecimens;
import dev.recto.tools.specimen.ReadingOrder;
import dev.recto.tools.specimen.Specimen;
import dev.recto.tools.specimen.WordError;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.scan.Orientations;
import dev.recto.worker.scan.Turn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Pages that are not one column from top to bottom: read, and looked at as before a vision-language model sees them. */
record LayoutScores(int pages) {
    /** The default of {@code recto.worker.vlm.turned.certainty}. */
    private static final double TURNED = 4;

    private static final double NANOSECONDS = 1e9;

    void print(Function<Specimen, Read> reader) {
        Map<String, ReadingScore> errors = new LinkedHashMap<>();
        Map<String, ReadingScore> orders = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (Specimen specimen : LayoutSpecimens.of(seed)) {
                Read read = reader.apply(specimen);
                String markdown = read.reading().markdown();
                double error = WordError.of(specimen.truth(), markdown);
                double order = ReadingOrder.of(specimen.truth(), markdown);
                errors.merge(specimen.name(), new ReadingScore(error, 1, read.seconds(), 1), ReadingScore::plus);
                orders.merge(specimen.name(), new ReadingScore(order, 1, read.seconds(), 1), ReadingScore::plus);
            }
        }
        BenchReadingCommand.print("layout", "wrong words, %", errors);
        BenchReadingCommand.print("layout", "in order, %", orders);
    }

    void printOrientations() {
        Map<String, ReadingScore> upright = new LinkedHashMap<>();
        Map<String, ReadingScore> turned = new LinkedHashMap<>();
        try (Orientations orientations = new Orientations(1, TURNED)) {
            for (int seed = 1; seed <= pages; seed++) {
                for (Specimen specimen : LayoutSpecimens.of(seed)) {
                    for (Turn turn : Turn.values()) {
                        (turn == Turn.NONE ? upright : turned)
                                .merge(specimen.name(), look(orientations, specimen, turn), ReadingScore::plus);
                    }
                }
            }
        }
        BenchReadingCommand.print("upright page", "left as it is, %", upright);
        BenchReadingCommand.print("turned page", "turned right, %", turned);
    }

    private static ReadingScore look(Orientations orientations, Specimen specimen, Turn turn) {
        RgbImage shown = turn.inverse().apply(specimen.page().image());
        long start = ProcessUsage.cpuNanos();
        boolean right = orientations.of(shown) == turn;
        return new ReadingScore(right ? 1 : 0, 1, (ProcessUsage.cpuNanos() - start) / NANOSECONDS, 1);
    }
}
