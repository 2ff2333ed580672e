package dev.recto.worker.serving;

import dev.recto.worker.image.RgbImage;
import java.util.Arrays;

/** A page for trying out a model that was just loaded. */
final class WarmUp {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 784;
    private static final int LINE = 28;

    private WarmUp() {}

    static RgbImage page() {
        return page(WIDTH, HEIGHT);
    }

    /** Dark bars on white, as large as lines of text. */
    static RgbImage page(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 0xFF);
        int margin = Math.min(LINE, width / 4);
        for (int y = margin; y < height - margin; y++) {
            if (y / (LINE / 2) % 2 == 0) {
                Arrays.fill(rgb, 3 * (y * width + margin), 3 * ((y + 1) * width - margin), (byte) 0x20);
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
