package dev.recto.tools.cli;

import dev.recto.tools.cli.SpecimenReader.Read;
import dev.recto.tools.specimen.LanguageSpecimen;
import dev.recto.tools.specimen.LanguageSpecimens;
import dev.recto.tools.specimen.Specimen;
import dev.recto.tools.specimen.Specimens;
import dev.recto.tools.specimen.TableSpecimen;
import dev.recto.tools.specimen.TableSpecimens;
import dev.recto.tools.specimen.WordError;
import dev.recto.worker.reader.ImagePage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pages of several languages, read in English, in their own language, and in the one that is found. */
final class LanguageScores {
    private static final List<String> ENGLISH = List.of("eng");
    private static final int PERCENT = 100;
    private static final int WARM_UP = 4;

    private final SpecimenReader reader;
    private final int pages;

    LanguageScores(SpecimenReader reader, int pages) {
        this.reader = reader;
        this.pages = pages;
    }

    private record Score(ReadingScore english, ReadingScore named, ReadingScore found, int right) {
        Score plus(Score other) {
            return new Score(
                    english.plus(other.english), named.plus(other.named), found.plus(other.found), right + other.right);
        }
    }

    void print() {
        // The first pages pay for what is compiled
        LanguageSpecimens.of(0).subList(0, WARM_UP).forEach(this::score);
        Map<String, Score> scores = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (LanguageSpecimen specimen : LanguageSpecimens.of(seed)) {
                scores.merge(specimen.toString(), score(specimen), Score::plus);
            }
        }
        System.out.println("| language, page | found, % | wrong words, %: as English | named | found | CPU seconds:"
                + " as English | named | found |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        scores.forEach(LanguageScores::row);
        row("all", scores.values().stream().reduce(Score::plus).orElseThrow());
        System.out.println();
        printFalse();
    }

    private Score score(LanguageSpecimen specimen) {
        Read found = reader.read(specimen.specimen().page());
        return new Score(
                words(specimen, reader.read(specimen.specimen().page(), ENGLISH)),
                words(specimen, reader.read(specimen.specimen().page(), List.of(specimen.language()))),
                words(specimen, found),
                specimen.language().equals(found.reading().language()) ? 1 : 0);
    }

    private static ReadingScore words(LanguageSpecimen specimen, Read read) {
        double error = WordError.of(specimen.specimen().truth(), read.reading().markdown());
        return new ReadingScore(error, 1, read.seconds(), 1);
    }

    private static void row(String name, Score score) {
        System.out.printf(
                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                name,
                PERCENT * score.right() / score.found().pages(),
                PERCENT * score.english().share(),
                PERCENT * score.named().share(),
                PERCENT * score.found().share(),
                score.english().secondsPerPage(),
                score.named().secondsPerPage(),
                score.found().secondsPerPage());
    }

    /** Pages that are English, or nothing in particular. */
    private void printFalse() {
        Map<String, ReadingScore> scores = new LinkedHashMap<>();
        for (int seed = 1; seed <= pages; seed++) {
            for (Specimen specimen : Specimens.of(seed)) {
                count(scores, "hard pages", specimen.name(), specimen.page());
            }
            List<TableSpecimen> tables = new ArrayList<>(TableSpecimens.of(seed));
            for (TableSpecimen specimen : tables) {
                count(scores, "tables", specimen.name(), specimen.page());
            }
            for (TableSpecimen specimen : TableSpecimens.without(seed)) {
                count(scores, "columns, code, maps, letters", specimen.name(), specimen.page());
            }
        }
        System.out.println("| English | taken for another language, % | CPU seconds |\n| --- | --- | --- |");
        scores.forEach((name, score) -> System.out.printf(
                "| %s (%d pages) | %.2f | %.2f |%n",
                name, score.pages(), PERCENT * score.share(), score.secondsPerPage()));
        System.out.println();
    }

    private void count(Map<String, ReadingScore> scores, String kind, String name, ImagePage page) {
        Read read = reader.read(page);
        String language = Objects.requireNonNull(read.reading().language());
        if (!language.equals("eng")) {
            System.err.println(name + " was taken for " + language);
        }
        scores.merge(kind, new ReadingScore(language.equals("eng") ? 0 : 1, 1, read.seconds(), 1), ReadingScore::plus);
    }
}
