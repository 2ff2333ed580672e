package dev.recto.tools.bench;

import dev.recto.worker.image.RgbImage;
import java.util.Random;

/** Pictures of noise; those of one size are the same. */
public final class Noise {
    private Noise() {}

    public static RgbImage picture(int width, int height) {
        byte[] noise = new byte[3 * width * height];
        new Random(1).nextBytes(noise);
        return new RgbImage(width, height, noise);
    }
}
