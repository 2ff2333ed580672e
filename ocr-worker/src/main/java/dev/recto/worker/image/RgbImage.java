package dev.recto.worker.image;

import java.util.Arrays;

/**
 * A picture in 8-bit sRGB without alpha, packed: {@code rgb[3 * (y * width + x) + channel]}, rows from the top.
 *
 * @param rgb 3 · width · height bytes, owned by the image: not copied, and not to be changed
 */
public record RgbImage(int width, int height, byte[] rgb) {
    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("not an image: " + width + "x" + height + ", " + rgb.length + " bytes");
        }
    }

    /** The pixels of a rectangle that lies inside the image. */
    public RgbImage crop(int left, int top, int cropWidth, int cropHeight) {
        if (left < 0 || top < 0 || left + cropWidth > width || top + cropHeight > height) {
            throw new IllegalArgumentException("crop reaches outside the image");
        }
        byte[] pixels = new byte[3 * cropWidth * cropHeight];
        for (int y = 0; y < cropHeight; y++) {
            System.arraycopy(rgb, 3 * ((top + y) * width + left), pixels, 3 * y * cropWidth, 3 * cropWidth);
        }
        return new RgbImage(cropWidth, cropHeight, pixels);
    }

    /** This image with its corner at (left, top) of a larger one whose other pixels are the given grey. */
    public RgbImage placedOn(int canvasWidth, int canvasHeight, int left, int top, int grey) {
        byte[] pixels = new byte[3 * canvasWidth * canvasHeight];
        Arrays.fill(pixels, (byte) grey);
        for (int y = 0; y < height; y++) {
            System.arraycopy(rgb, 3 * y * width, pixels, 3 * ((top + y) * canvasWidth + left), 3 * width);
        }
        return new RgbImage(canvasWidth, canvasHeight, pixels);
    }
}
