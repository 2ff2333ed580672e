package dev.recto.worker.bench;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.family.Family;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Noise of a given size, prepared as the snapshot's family prepares pages. */
record SyntheticPage(PreparedPage prepared) {
    static SyntheticPage of(Path snapshot, int width, int height) {
        byte[] noise = new byte[3 * width * height];
        new Random(1).nextBytes(noise);
        RgbImage picture = new RgbImage(width, height, noise);
        return new SyntheticPage(
                Family.of(snapshot).processor(snapshot, new PlainPrompt()).prepare(picture, null));
    }

    int imageTokens() {
        int image = prepared.imageTokenId();
        return (int)
                Arrays.stream(prepared.inputIds()).filter(id -> id == image).count();
    }

    int promptTokens() {
        return prepared.inputIds().length;
    }
}
