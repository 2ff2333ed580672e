package dev.recto.worker.document;

import java.io.DataInputStream;
import java.io.IOException;

/** Pixels of a metre, which all headers of a BMP but the oldest have. */
final class BmpMetadata {
    private static final int FILE_HEADER = 14;
    private static final int HEADER_WITH_DENSITY = 40;

    /** From behind the header's own size. */
    private static final int TO_DENSITY = 20;

    private BmpMetadata() {}

    static PictureMetadata read(DataInputStream in) throws IOException {
        in.skipNBytes(FILE_HEADER);
        if (Integer.reverseBytes(in.readInt()) < HEADER_WITH_DENSITY) {
            return PictureMetadata.NONE;
        }
        in.skipNBytes(TO_DENSITY);
        return PictureMetadata.of(
                Density.perMetre(Integer.reverseBytes(in.readInt()), Integer.reverseBytes(in.readInt())));
    }
}
