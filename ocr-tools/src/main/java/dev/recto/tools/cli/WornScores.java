package dev.recto.tools.cli;

import dev.recto.tools.cli.SpecimenReader.Read;
import dev.recto.tools.specimen.Specimen;
import dev.recto.tools.specimen.WordError;
import dev.recto.tools.specimen.WornSpecimens;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pages on worn paper and of poor scanners; and what is read where nothing stands. */
record WornScores(SpecimenReader reader, int pages) {
    void print() {
        Map<String, ReadingScore> scores = new LinkedHashMap<>();
        Map<String, ReadingScore> blank = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (Specimen specimen : WornSpecimens.of(seed)) {
                Read read = reader.read(specimen.page());
                double error = WordError.of(specimen.truth(), read.reading().markdown());
                add(scores, specimen, error, read);
            }
            for (Specimen specimen : WornSpecimens.blank(seed)) {
                Read read = reader.read(specimen.page());
                add(blank, specimen, read.reading().markdown().isEmpty() ? 0 : 1, read);
            }
        }
        BenchReadingCommand.print("worn page", "wrong words, %", scores);
        BenchReadingCommand.print("empty page", "not empty, %", blank);
    }

    private static void add(Map<String, ReadingScore> scores, Specimen specimen, double share, Read read) {
        scores.merge(specimen.name(), new ReadingScore(share, 1, read.seconds(), 1), ReadingScore::plus);
    }
}
