package dev.recto.tools.verify;

import dev.recto.worker.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

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

    /** A check against {@code NAME.json} in that folder, which a set of references may do without. */
    void checkTable(Path golden, String name, Function<SnapshotJson, Difference> comparison) {
        String file = name + ".json";
        if (Files.exists(golden.resolve(file))) {
            check(name, () -> comparison.apply(SnapshotJson.read(golden, file)));
        } else {
            note(name, "not in this set");
        }
    }

    /** The same of each of its entries. */
    void checkEntries(Path golden, String name, Predicate<SnapshotJson> holds) {
        checkTable(golden, name, table -> Difference.all(table.elements(), holds));
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
