package dev.recto.tools.verify;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Path;

/** A page with reference outputs: a folder with {@code meta.json} and {@code image.png}. */
record GoldenCase(String name, Path folder, SnapshotJson meta) {
    static GoldenCase open(Path golden, String name) {
        Path folder = golden.resolve(name);
        return new GoldenCase(name, folder, SnapshotJson.read(folder, "meta.json"));
    }

    Path file(String fileName) {
        return folder.resolve(fileName);
    }

    RgbImage image() throws IOException {
        return PngFile.read(file("image.png"));
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
