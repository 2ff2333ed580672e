package dev.recto.worker.scan;

import dev.recto.model.Box;
import dev.recto.worker.image.RgbImage;
import org.bytedeco.leptonica.global.leptonica;

/** Luma, one byte a pixel, rows from the top. */
public record GrayImage(int width, int height, byte[] pixels) {
    public static GrayImage of(RgbImage image) {
        byte[] rgb = image.rgb();
        byte[] gray = new byte[image.width() * image.height()];
        for (int i = 0, at = 0; i < gray.length; i++, at += 3) {
            // ITU-R BT.601 in 16-bit fixed point; the weights sum to 65536.
            gray[i] = (byte)
                    ((19595 * (rgb[at] & 0xff) + 38470 * (rgb[at + 1] & 0xff) + 7471 * (rgb[at + 2] & 0xff)) >> 16);
        }
        return new GrayImage(image.width(), image.height(), gray);
    }

    public Size size() {
        return new Size(width, height);
    }

    public RgbImage rgb() {
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0, at = 0; i < pixels.length; i++) {
            rgb[at++] = pixels[i];
            rgb[at++] = pixels[i];
            rgb[at++] = pixels[i];
        }
        return new RgbImage(width, height, rgb);
    }

    public GrayImage scaled(double factor) {
        if (factor == 1) {
            return this;
        }
        try (NativePicture picture = NativePicture.of(this);
                NativePicture scaled =
                        new NativePicture(leptonica.pixScale(picture.pix(), (float) factor, (float) factor))) {
            return scaled.image();
        }
    }

    /** The pixels of a rectangle that lies inside the image. */
    public GrayImage crop(int left, int top, int cropWidth, int cropHeight) {
        byte[] crop = new byte[cropWidth * cropHeight];
        for (int y = 0; y < cropHeight; y++) {
            System.arraycopy(pixels, (top + y) * width + left, crop, y * cropWidth, cropWidth);
        }
        return new GrayImage(cropWidth, cropHeight, crop);
    }

    /** The same of a box. */
    public GrayImage crop(Box part) {
        return crop(part.left(), part.top(), part.width(), part.height());
    }

    /** As in a mirror beside it. */
    public GrayImage mirrored() {
        byte[] mirrored = new byte[pixels.length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = width - 1; x >= 0; x--, at++) {
                mirrored[at] = pixels[y * width + x];
            }
        }
        return new GrayImage(width, height, mirrored);
    }

    public GrayImage inverted() {
        byte[] negative = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            negative[i] = (byte) ~pixels[i];
        }
        return new GrayImage(width, height, negative);
    }
}
