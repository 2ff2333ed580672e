package dev.recto.worker.scan;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** A grey picture of Leptonica's, which holds four pixels in a word, the first in its highest byte. */
record NativePicture(PIX pix) implements AutoCloseable {
    static {
        Bindings.setUp();
    }

    private static final int DEPTH = 8;
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
