package dev.recto.worker.document;

import dev.recto.worker.image.RgbImage;
import java.awt.image.Raster;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageReader;

/**
 * JPEGs of four colours. Adobe's, which is to say nearly all, hold ink inverted, as CMYK or as YCCK; which of the two, their
 * APP14 marker says. Without a profile the colours are those of plain subtraction.
 */
final class CmykJpeg {
    /** In front of a marker, any number of them. */
    private static final int FILL = 0xff;

    private static final int APP14 = 0xee;
    private static final int START_OF_SCAN = 0xda;
    private static final int TRANSFORM_AT = 11;
    private static final int COLOURS_AT = 5;

    /** How the samples are meant. */
    enum Coding {
        INK,
        INVERTED,
        INVERTED_YCCK
    }

    private CmykJpeg() {}

    static RgbImage read(ImageReader reader, Coding coding) throws IOException {
        Raster raster = reader.readRaster(0, null);
        int width = raster.getWidth();
        byte[] rgb = new byte[3 * width * raster.getHeight()];
        int[] row = new int[4 * width];
        for (int y = 0, at = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < row.length; x += 4, at += 3) {
                toRgb(coding, row, x, rgb, at);
            }
        }
        return new RgbImage(width, raster.getHeight(), rgb);
    }

    /** Empty if the file has not four colours. */
    static Optional<Coding> coding(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Coding coding = Coding.INK;
            in.readUnsignedShort();
            while (in.readUnsignedByte() == FILL) {
                int marker = in.readUnsignedByte();
                while (marker == FILL) {
                    marker = in.readUnsignedByte();
                }
                if (marker == START_OF_SCAN) {
                    break;
                }
                byte[] segment = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
                if (marker == APP14 && segment.length > TRANSFORM_AT && segment[0] == 'A' && segment[1] == 'd') {
                    coding = segment[TRANSFORM_AT] == 2 ? Coding.INVERTED_YCCK : Coding.INVERTED;
                }
                if (isFrame(marker) && segment.length > COLOURS_AT) {
                    return segment[COLOURS_AT] == 4 ? Optional.of(coding) : Optional.empty();
                }
            }
        } catch (EOFException cutOff) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static void toRgb(Coding coding, int[] samples, int from, byte[] rgb, int to) {
        int light = coding == Coding.INK ? 255 - samples[from + 3] : samples[from + 3];
        int[] shares = coding == Coding.INVERTED_YCCK
                ? fromYcc(samples[from], samples[from + 1] - 128, samples[from + 2] - 128)
                : new int[] {samples[from], samples[from + 1], samples[from + 2]};
        for (int channel = 0; channel < 3; channel++) {
            int share = coding == Coding.INK ? 255 - shares[channel] : shares[channel];
            rgb[to + channel] = (byte) ((share * light + 127) / 255);
        }
    }

    private static int[] fromYcc(int y, int cb, int cr) {
        return new int[] {
            Math.clamp(Math.round(y + 1.402f * cr), 0, 255),
            Math.clamp(Math.round(y - 0.344136f * cb - 0.714136f * cr), 0, 255),
            Math.clamp(Math.round(y + 1.772f * cb), 0, 255)
        };
    }
}
