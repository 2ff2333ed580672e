package dev.recto.worker.image;

/**
 * The bicubic resize of PyTorch's 8-bit kernel without antialiasing, equal in every byte: four pixels make one, also when
 * shrinking; horizontal pass, then vertical, each rounded to 8 bits. {@link Bicubic} is another function.
 */
public final class PlainBicubic {
    private PlainBicubic() {}

    public static RgbImage resize(RgbImage image, int width, int height) {
        return rows(columns(image, width), height);
    }

    private static RgbImage columns(RgbImage image, int width) {
        if (width == image.width()) {
            return image;
        }
        CubicTaps taps = CubicTaps.of(image.width(), width);
        byte[] source = image.rgb();
        byte[] target = new byte[3 * width * image.height()];
        for (int y = 0; y < image.height(); y++) {
            int row = 3 * y * image.width();
            int out = 3 * y * width;
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    target[out++] = taps.mix(x, source, row + channel, 3);
                }
            }
        }
        return new RgbImage(width, image.height(), target);
    }

    private static RgbImage rows(RgbImage image, int height) {
        if (height == image.height()) {
            return image;
        }
        CubicTaps taps = CubicTaps.of(image.height(), height);
        int stride = 3 * image.width();
        byte[] target = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < stride; i++) {
                target[y * stride + i] = taps.mix(y, image.rgb(), i, stride);
            }
        }
        return new RgbImage(image.width(), height, target);
    }
}
