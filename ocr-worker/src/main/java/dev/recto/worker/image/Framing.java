package dev.recto.worker.image;

import java.util.ArrayList;
import java.util.List;

/** Ways of bringing a page into a given frame, as Pillow's {@code ImageOps} does. Halves round to even, as in Python. */
public final class Framing {
    private Framing() {}

    /** The whole image, as large as the square allows, in its middle; the rest is the given grey ({@code ImageOps.pad}). */
    public static RgbImage pad(RgbImage image, int side, int grey) {
        RgbImage fitted = fit(image, side);
        int left = (int) Math.rint((side - fitted.width()) * 0.5);
        int top = (int) Math.rint((side - fitted.height()) * 0.5);
        return fitted.placedOn(side, side, left, top, grey);
    }

    private static RgbImage fit(RgbImage image, int side) {
        double width = image.width();
        double height = image.height();
        int shorter = (int) Math.max(1, Math.rint((width > height ? height / width : width / height) * side));
        return width > height ? Bicubic.resize(image, side, shorter) : Bicubic.resize(image, shorter, side);
    }

    /** Cuts into squares, row by row; width and height must be multiples of the side. */
    public static List<RgbImage> tiles(RgbImage image, int side) {
        if (image.width() % side != 0 || image.height() % side != 0) {
            throw new IllegalArgumentException("tiles of " + side + " do not fill the image");
        }
        List<RgbImage> tiles = new ArrayList<>();
        for (int top = 0; top < image.height(); top += side) {
            for (int left = 0; left < image.width(); left += side) {
                tiles.add(image.crop(left, top, side, side));
            }
        }
        return tiles;
    }
}
