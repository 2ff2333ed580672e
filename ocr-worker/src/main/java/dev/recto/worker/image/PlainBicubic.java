package dev.recto.worker.image;

import java.util.Arrays;

/**
 * The bicubic resize of PyTorch's 8-bit kernel without antialiasing, equal in every byte: four pixels make one, also when
 * shrinking; horizontal pass, then vertical, each rounded to 8 bits. {@link Bicubic} is another function.
 */
public final class PlainBicubic {
    private PlainBicubic() {}

    public static RgbImage resize(RgbImage image, int width, int height) {
        if (width == image.width() && height == image.height()) {
            return image;
        }
        CubicTaps across = CubicTaps.of(image.width(), width);
        CubicTaps down = CubicTaps.of(image.height(), height);
        int stride = 3 * width;
        byte[] target = new byte[stride * height];
        // Few of a long picture's rows are seen, and all of them as wide as the target may be far more than either
        byte[][] seen = new byte[CubicTaps.TAPS][stride];
        int[] places = new int[CubicTaps.TAPS];
        Arrays.fill(places, -1);
        for (int y = 0; y < height; y++) {
            for (int tap = 0; tap < CubicTaps.TAPS; tap++) {
                int place = down.place(y, tap);
                int held = place % CubicTaps.TAPS;
                if (places[held] != place) {
                    places[held] = place;
                    row(image, place, across, seen[held]);
                }
            }
            down.mix(y, seen, target, y * stride);
        }
        return new RgbImage(width, height, target);
    }

    private static void row(RgbImage image, int y, CubicTaps across, byte[] row) {
        int from = 3 * y * image.width();
        if (row.length == 3 * image.width()) {
            System.arraycopy(image.rgb(), from, row, 0, row.length);
            return;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = across.mix(i / 3, image.rgb(), from + i % 3, 3);
        }
    }
}
