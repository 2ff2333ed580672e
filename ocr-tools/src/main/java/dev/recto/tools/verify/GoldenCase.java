package dev.recto.tools.verify;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A page with reference outputs: a folder with {@code meta.json} and {@code image.png}. */
record GoldenCase(String name, Path folder, SnapshotJson meta) {
    /** The usual name of an array of pixels. */
    static final String PIXEL_VALUES = "pixel_values";

    private static final double PIXEL_TOLERANCE = 1e-6;

    static GoldenCase open(Path golden, String name) {
        Path folder = golden.resolve(name);
        return new GoldenCase(name, folder, SnapshotJson.read(folder, "meta.json"));
    }

    static List<GoldenCase> all(Path golden, Report report) {
        return report.attempt("golden/meta.json", () -> names(golden)).stream()
                .flatMap(TreeSet::stream)
                .map(name -> report.attempt(name, () -> open(golden, name)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The cases that the set says it has, and those that lie there. */
    private static TreeSet<String> names(Path golden) throws IOException {
        TreeSet<String> names =
                new TreeSet<>(SnapshotJson.read(golden, "meta.json").texts("cases"));
        try (Stream<Path> folders = Files.list(golden)) {
            folders.filter(folder -> Files.exists(folder.resolve("meta.json")))
                    .forEach(folder -> names.add(folder.getFileName().toString()));
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("no cases in " + golden);
        }
        return names;
    }

    Path file(String fileName) {
        return folder.resolve(fileName);
    }

    RgbImage image() throws IOException {
        return PngFile.read(file("image.png"));
    }

    /** What a network sees, beside an array of {@code pixel_values.npz}. */
    Difference pixels(String array, long[] shape, float[] actual) throws IOException {
        Path file = file("pixel_values.npz");
        Tensor reference = NumpyFile.archive(file).get(array);
        return reference == null
                ? Difference.problem(array + " is missing in " + file)
                : Difference.within(PIXEL_TOLERANCE, reference, shape, actual);
    }

    /** The part of the prompt between the first of these marks and the other one. */
    String promptBetween(String before, String behind) {
        String prompt = meta.text("prompt");
        int start = prompt.indexOf(before) + before.length();
        return prompt.substring(start, prompt.indexOf(behind, start));
    }

    int[] integers(String key) {
        return meta.integers(key)
                .orElseThrow(() -> new IllegalArgumentException(name + "/meta.json has no numbers " + key));
    }

    /** Tokens of the reference answer. */
    int steps() {
        return integers("tokens").length;
    }

    /** Whether the case is at real image sizes, with digests in place of the largest arrays. */
    boolean hasDigests() {
        return meta.has("global_pixels_sha256");
    }
}
