package dev.recto.worker.image;

import java.awt.image.BufferedImage;

/** Packed pixels to Java2D's. */
public final class Java2d {
    private Java2d() {}

    /**
     * Samples are put as they are: Java2D would darken gray ones, which it holds to be linear.
     *
     * @param type INT_RGB, or BYTE_GRAY of a picture without colours, or BYTE_BINARY of one in black and white
     */
    public static BufferedImage image(RgbImage picture, int type) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
        int bands = image.getRaster().getNumBands();
        byte[] rgb = picture.rgb();
        int[] row = new int[bands * picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int band = 0; band < bands; band++) {
                    int sample = rgb[3 * (y * picture.width() + x) + band] & 0xff;
                    row[bands * x + band] = type == BufferedImage.TYPE_BYTE_BINARY ? sample & 1 : sample;
                }
            }
            image.getRaster().setPixels(0, y, picture.width(), 1, row);
        }
        return image;
    }
}
