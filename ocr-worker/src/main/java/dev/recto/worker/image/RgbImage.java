package dev.recto.worker.image;

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
}
