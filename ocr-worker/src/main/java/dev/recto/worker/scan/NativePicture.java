package dev.recto.worker.scan;

import dev.recto.worker.image.RgbImage;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * A picture of Leptonica's, which holds four grey pixels in a word, the first in its highest byte; of colours one pixel, from
 * the highest byte on red, green and blue.
 */
record NativePicture(PIX pix) implements AutoCloseable {
    static {
        Bindings.setUp();
    }

    private static final int DEPTH = 8;
    private static final int COLOUR_DEPTH = 32;
    private static final int PIXELS_PER_WORD = 4;

    NativePicture {
        if (pix == null || pix.isNull()) {
            throw new IllegalStateException("Leptonica made no picture");
        }
    }

    static NativePicture of(GrayImage image) {
        NativePicture picture = new NativePicture(leptonica.pixCreate(image.width(), image.height(), DEPTH));
        int wordsPerRow = picture.pix.wpl();
        int[] words = new int[wordsPerRow * image.height()];
        byte[] pixels = image.pixels();
        for (int y = 0, at = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++, at++) {
                words[y * wordsPerRow + x / PIXELS_PER_WORD] |= (pixels[at] & 0xff) << shift(x);
            }
        }
        picture.data(words.length).put(words);
        return picture;
    }

    static NativePicture of(RgbImage image) {
        NativePicture picture = new NativePicture(leptonica.pixCreate(image.width(), image.height(), COLOUR_DEPTH));
        int[] words = new int[image.width() * image.height()];
        byte[] rgb = image.rgb();
        for (int i = 0, at = 0; i < words.length; i++, at += 3) {
            words[i] = (rgb[at] & 0xff) << 24 | (rgb[at + 1] & 0xff) << 16 | (rgb[at + 2] & 0xff) << 8;
        }
        picture.data(words.length).put(words);
        return picture;
    }

    RgbImage colours() {
        int width = pix.w();
        int height = pix.h();
        int[] words = new int[width * height];
        data(words.length).get(words);
        byte[] rgb = new byte[3 * words.length];
        for (int i = 0, at = 0; i < words.length; i++) {
            rgb[at++] = (byte) (words[i] >> 24);
            rgb[at++] = (byte) (words[i] >> 16);
            rgb[at++] = (byte) (words[i] >> 8);
        }
        return new RgbImage(width, height, rgb);
    }

    GrayImage image() {
        int wordsPerRow = pix.wpl();
        int width = pix.w();
        int height = pix.h();
        int[] words = new int[wordsPerRow * height];
        data(words.length).get(words);
        byte[] pixels = new byte[width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                pixels[at] = (byte) (words[y * wordsPerRow + x / PIXELS_PER_WORD] >> shift(x));
            }
        }
        return new GrayImage(width, height, pixels);
    }

    @Override
    public void close() {
        leptonica.pixDestroy(pix);
    }

    private IntPointer data(int words) {
        return leptonica.pixGetData(pix).capacity(words);
    }

    private static int shift(int x) {
        return 8 * (PIXELS_PER_WORD - 1 - x % PIXELS_PER_WORD);
    }
}
