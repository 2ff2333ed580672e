package dev.recto.worker.document;

import dev.recto.worker.image.RgbImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Java2D's pixels to packed ones. */
public final class Pixels {
    private Pixels() {}

    /** The upper left part of an opaque picture of type INT_RGB, white where it ends before. */
    static RgbImage fit(BufferedImage image, int width, int height) {
        int[] source = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int stride = image.getWidth();
        int shownWidth = Math.min(width, stride);
        int shownHeight = Math.min(height, image.getHeight());
        byte[] rgb = new byte[3 * width * height];
        if (shownWidth < width || shownHeight < height) {
            Arrays.fill(rgb, (byte) 0xff);
        }
        for (int y = 0; y < shownHeight; y++) {
            int at = 3 * y * width;
            for (int x = y * stride, end = x + shownWidth; x < end; x++, at += 3) {
                int pixel = source[x];
                rgb[at] = (byte) (pixel >> 16);
                rgb[at + 1] = (byte) (pixel >> 8);
                rgb[at + 2] = (byte) pixel;
            }
        }
        return new RgbImage(width, height, rgb);
    }

    static RgbImage ofGray(byte[] gray, int width, int height) {
        byte[] rgb = new byte[3 * gray.length];
        for (int i = 0, at = 0; i < gray.length; i++, at += 3) {
            rgb[at] = gray[i];
            rgb[at + 1] = gray[i];
            rgb[at + 2] = gray[i];
        }
        return new RgbImage(width, height, rgb);
    }

    /**
     * A decoded picture of any kind on white. Samples are taken as they are: Java2D would brighten gray ones, which it
     * holds to be linear.
     */
    public static RgbImage onWhite(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return fit(image, width, height);
        }
        if (!Samples.areKnown(image.getColorModel())) {
            return converted(image);
        }
        byte[] rgb = new byte[3 * width * height];
        Samples samples = Samples.of(image);
        int[] row = new int[width * samples.bands()];
        byte[] shown = samples.shown();
        boolean opaque = samples.opaque();
        for (int y = 0; y < height; y++) {
            samples.read(y, row);
            for (int x = 0, at = 3 * y * width; x < width; x++, at += 3) {
                if (opaque) {
                    samples.put(row, shown, x * samples.bands(), rgb, at);
                } else {
                    samples.put(row, x * samples.bands(), rgb, at);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Inks, numbers with a point and the like, as Java2D sees them. */
    private static RgbImage converted(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[3 * width * image.getHeight()];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int alpha = argb >>> 24;
                rgb[at++] = onWhite(argb >> 16 & 0xff, alpha);
                rgb[at++] = onWhite(argb >> 8 & 0xff, alpha);
                rgb[at++] = onWhite(argb & 0xff, alpha);
            }
        }
        return new RgbImage(width, image.getHeight(), rgb);
    }

    private static byte onWhite(int value, int alpha) {
        return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
    }

    /** Gray or colour samples with or without alpha, or palette entries. */
    private record Samples(BufferedImage image, WritableRaster raster, int bands, int maximum, boolean palette) {
        static boolean areKnown(ColorModel model) {
            int space = model.getColorSpace().getType();
            return model instanceof IndexColorModel
                    || (space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY)
                            && model.getComponentSize(0) <= Short.SIZE
                            && Arrays.stream(model.getComponentSize())
                                            .distinct()
                                            .count()
                                    == 1
                            && model.getTransferType() != DataBuffer.TYPE_SHORT
                            && !model.isAlphaPremultiplied();
        }

        static Samples of(BufferedImage image) {
            WritableRaster raster = image.getRaster();
            boolean palette = image.getColorModel() instanceof IndexColorModel;
            int bits = raster.getSampleModel().getSampleSize(0);
            return new Samples(
                    image, raster, palette ? 4 : raster.getNumBands(), palette ? 255 : (1 << bits) - 1, palette);
        }

        void read(int y, int[] row) {
            if (!palette) {
                raster.getPixels(0, y, image.getWidth(), 1, row);
                return;
            }
            for (int x = 0, at = 0; x < image.getWidth(); x++, at += 4) {
                int argb = image.getColorModel().getRGB(raster.getSample(x, y, 0));
                row[at] = argb >> 16 & 0xff;
                row[at + 1] = argb >> 8 & 0xff;
                row[at + 2] = argb & 0xff;
                row[at + 3] = argb >>> 24;
            }
        }

        /** All that a sample of an opaque picture may be, as it is shown. */
        byte[] shown() {
            byte[] shown = new byte[maximum + 1];
            for (int value = 0; value <= maximum; value++) {
                shown[value] = (byte) ((value * 255L + maximum / 2) / maximum);
            }
            return shown;
        }

        boolean opaque() {
            return bands == 1 || bands == 3;
        }

        void put(int[] row, byte[] shown, int from, byte[] rgb, int at) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[at + channel] = shown[row[from + (bands == 3 ? channel : 0)]];
            }
        }

        void put(int[] row, int from, byte[] rgb, int at) {
            boolean colour = bands >= 3;
            long alpha = bands == 2 || bands == 4 ? row[from + bands - 1] : maximum;
            for (int channel = 0; channel < 3; channel++) {
                long value = row[from + (colour ? channel : 0)];
                long shown = value * alpha + (long) maximum * (maximum - alpha);
                rgb[at + channel] = (byte) ((shown * 255 + (long) maximum * maximum / 2) / ((long) maximum * maximum));
            }
        }
    }
}
