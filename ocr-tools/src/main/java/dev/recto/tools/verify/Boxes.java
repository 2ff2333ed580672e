package dev.recto.tools.verify;

import dev.recto.worker.snapshot.SnapshotJson;
import java.util.Arrays;

/** Boxes of a post-processing case, written so that they can be compared. */
final class Boxes {
    private Boxes() {}

    static String line(String label, int[] box, int[] pixels) {
        return label + " " + Arrays.toString(box) + " " + Arrays.toString(pixels);
    }

    static String line(String label, SnapshotJson expected) {
        return line(
                label,
                expected.integers("box").orElseThrow(),
                expected.integers("pixels").orElseThrow());
    }
}
