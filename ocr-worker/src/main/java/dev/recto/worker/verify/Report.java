package dev.recto.worker.verify;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
