package dev.recto.tools.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Counts checks and prints a line for each as soon as it is done. */
public final class Report {
    private final Consumer<String> lines;
    private int passed;
    private int failed;

    public Report(Consumer<String> lines) {
        this.lines = lines;
    }

    /** A part of a check; whatever it throws fails the check. */
    interface Comparison {
        Difference run() throws IOException;
    }

    void check(String name, Comparison comparison) {
        attempt(name, comparison::run).ifPresent(difference -> add(name, difference));
    }

    /** A check against a table, which a set of references may do without. */
    void checkTable(String name, Path file, Comparison comparison) {
        if (Files.exists(file)) {
            check(name, comparison);
        } else {
            note(name, "not in this set");
        }
    }

    /** Something that later checks need; its failure counts as a failed check. */
    <T> Optional<T> attempt(String name, Callable<T> work) {
        try {
            return Optional.of(work.call());
        } catch (NoSuchFileException e) {
            add(name, Difference.problem("missing: " + e.getFile()));
        } catch (Exception e) {
            String message = e.getMessage();
            add(name, Difference.problem(message == null ? e.toString() : message));
        }
        return Optional.empty();
    }

    void add(String name, Difference difference) {
        if (difference.accepted()) {
            passed++;
        } else {
            failed++;
        }
        lines.accept((difference.accepted() ? "ok    " : "FAIL  ") + name + ": " + difference.detail());
    }

    /** A measurement, which neither passes nor fails. */
    void note(String name, String measured) {
        lines.accept("note  " + name + ": " + measured);
    }

    public int passed() {
        return passed;
    }

    public int failed() {
        return failed;
    }

    public String summary() {
        return passed + " passed, " + failed + " failed";
    }
}
