package dev.recto.worker.image;

import java.util.Arrays;

/**
 * Pillow's bicubic resize of 8-bit images, equal in every byte: horizontal pass, then vertical, each rounded to 8 bits; the
 * support grows when shrinking. (Origin: Pillow's {@code Resample.c}.)
 */
public final class Bicubic {
    private static final int HALF = 1 << (ResampleWeights.FRACTION_BITS - 1);
    private static final long BAND_BYTES = 1 << 27;

    private Bicubic() {}

    /** Sizes are in pixels, at least 1; an axis whose size stays is not touched. */
    public static RgbImage resize(RgbImage image, int width, int height) {
        return resize(image, width, height, BAND_BYTES);
    }

    static RgbImage resize(RgbImage image, int width, int height, long bandBytes) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no such size: " + width + "x" + height);
        }
        if (height == image.height()) {
            return resizeColumns(image, width);
        }
        ResampleWeights weights = ResampleWeights.of(image.height(), height);
        byte[] target = new byte[3 * width * height];
        int end;
        for (int y = 0; y < height; y = end) {
            int top = weights.first(y);
            end = endOfBand(weights, y, height, bandBytes / 3 / width);
            RgbImage band =
                    top == 0 && end == height ? image : image.crop(0, top, image.width(), weights.last(end - 1) - top);
            resizeRows(resizeColumns(band, width), top, weights, y, end, target);
        }
        return new RgbImage(width, height, target);
    }

    /** Rows that are made in one go: all but in pictures of extreme aspects, whose wide rows would not fit into memory. */
    private static int endOfBand(ResampleWeights weights, int y, int height, long rows) {
        int end = y + 1;
        while (end < height && weights.last(end) - weights.first(y) <= rows) {
            end++;
        }
        return end;
    }

    private static RgbImage resizeColumns(RgbImage image, int width) {
        if (width == image.width()) {
            return image;
        }
        ResampleWeights weights = ResampleWeights.of(image.width(), width);
        byte[] source = image.rgb();
        byte[] target = new byte[3 * width * image.height()];
        for (int y = 0; y < image.height(); y++) {
            int row = 3 * y * image.width();
            int out = 3 * y * width;
            for (int x = 0; x < width; x++, out += 3) {
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                int pixel = row + 3 * weights.first(x);
                for (int k = weights.begin(x); k < weights.begin(x + 1); k++, pixel += 3) {
                    int weight = weights.value(k);
                    red += weight * (source[pixel] & 0xFF);
                    green += weight * (source[pixel + 1] & 0xFF);
                    blue += weight * (source[pixel + 2] & 0xFF);
                }
                target[out] = clip(red);
                target[out + 1] = clip(green);
                target[out + 2] = clip(blue);
            }
        }
        return new RgbImage(width, image.height(), target);
    }

    private static void resizeRows(RgbImage band, int top, ResampleWeights weights, int from, int end, byte[] target) {
        int stride = 3 * band.width();
        byte[] source = band.rgb();
        int[] sums = new int[stride];
        for (int y = from; y < end; y++) {
            Arrays.fill(sums, HALF);
            int row = (weights.first(y) - top) * stride;
            for (int k = weights.begin(y); k < weights.begin(y + 1); k++, row += stride) {
                int weight = weights.value(k);
                for (int i = 0; i < stride; i++) {
                    sums[i] += weight * (source[row + i] & 0xFF);
                }
            }
            for (int i = 0; i < stride; i++) {
                target[y * stride + i] = clip(sums[i]);
            }
        }
    }

    private static byte clip(int sum) {
        return (byte) Math.clamp(sum >> ResampleWeights.FRACTION_BITS, 0, 255);
    }
}
