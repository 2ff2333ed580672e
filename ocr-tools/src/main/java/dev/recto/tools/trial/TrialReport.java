package dev.recto.tools.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All results as markdown: a table of the stages, then what each printed. */
final class TrialReport {
    private static final double SECOND = 1e3;

    private TrialReport() {}

    /** Replaces the file, which is whole at any time. */
    static void write(Path file, List<StageResult> results) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(unfinished, text(results));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String text(List<StageResult> results) {
        return "# Trial of the engines\n\n%s, %s, %d processors, Java %s\n\n| stage | outcome | seconds |\n| --- | --- | ---: |\n"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version())
                + results.stream().map(TrialReport::row).collect(Collectors.joining())
                + results.stream()
                        .filter(result -> !result.output().isEmpty())
                        .map(TrialReport::output)
                        .collect(Collectors.joining());
    }

    private static String row(StageResult result) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f |\n",
                result.stage().name(),
                word(result.outcome()),
                result.took().toMillis() / SECOND);
    }

    private static String output(StageResult result) {
        return "\n## " + result.stage().name() + "\n\n"
                + result.output().stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private static String word(StageResult.Outcome outcome) {
        return switch (outcome) {
            case DONE -> "done";
            case FAILED -> "**failed**";
            case OUT_OF_TIME -> "**out of time**";
            case NOT_BEGUN -> "not begun";
        };
    }
}
