package dev.recto.worker.serving;

import dev.recto.worker.image.RgbImage;
import java.util.Arrays;

/** A page for trying out a model that was just loaded. */
final class WarmUp {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 784;
    private static final int LINE = 28;

    private WarmUp() {}

    /** Dark bars on white, as large as lines of text. */
    static RgbImage page() {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(rgb, (byte) 0xFF);
        for (int y = LINE; y < HEIGHT - LINE; y++) {
            if (y / (LINE / 2) % 2 == 0) {
                Arrays.fill(rgb, 3 * (y * WIDTH + LINE), 3 * ((y + 1) * WIDTH - LINE), (byte) 0x20);
            }
        }
        return new RgbImage(WIDTH, HEIGHT, rgb);
    }
}
