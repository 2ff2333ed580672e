package dev.recto.tools.cli;

import dev.recto.model.PageFlag;
import dev.recto.tools.specimen.LayerSpecimen;
import dev.recto.tools.specimen.LayerSpecimens;
import dev.recto.worker.reader.PageReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Text layers of PDFs, held against what is read. */
record LayerScores(int pages) {
    private static final int LINES = 14;
    private static final double NANOSECONDS = 1e9;

    private record Row(boolean lies, int flagged, double mismatch, double read, double checked, int pages) {
        Row plus(Row other) {
            return new Row(
                    lies,
                    flagged + other.flagged,
                    mismatch + other.mismatch,
                    read + other.read,
                    checked + other.checked,
                    pages + other.pages);
        }
    }

    void print(PageReader reader) throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (LayerSpecimen specimen : LayerSpecimens.of(seed, LINES)) {
                rows.merge(specimen.name(), row(specimen, reader), Row::plus);
            }
        }
        System.out.println("| layer | lies | flagged, % | differs, % | CPU seconds to read | to compare |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        rows.forEach((name, row) -> System.out.printf(
                "| %s | %s | %.0f | %.1f | %.2f | %.3f |%n",
                name,
                row.lies ? "yes" : "no",
                100.0 * row.flagged / row.pages,
                100 * row.mismatch / row.pages,
                row.read / row.pages,
                row.checked / row.pages));
        System.out.println();
    }

    private static Row row(LayerSpecimen specimen, PageReader reader) throws IOException {
        LayerSpecimen.Outcome outcome = specimen.read(reader, false);
        boolean flagged = outcome.checked().reading().flags().contains(PageFlag.TEXT_LAYER_MISMATCH);
        return new Row(
                specimen.lies(),
                flagged ? 1 : 0,
                Objects.requireNonNull(outcome.checked().mismatch()),
                outcome.readNanos() / NANOSECONDS,
                outcome.checkNanos() / NANOSECONDS,
                1);
    }
}
