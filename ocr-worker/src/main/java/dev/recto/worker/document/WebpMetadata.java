package dev.recto.worker.document;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The EXIF chunk of a WEBP. Chunks stand behind the header of a RIFF file, each filled up to an even length. */
final class WebpMetadata {
    private static final int RIFF_HEADER = 12;

    private WebpMetadata() {}

    static PictureMetadata read(DataInputStream in) throws IOException {
        in.skipNBytes(RIFF_HEADER);
        while (true) {
            String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            int length = Integer.reverseBytes(in.readInt());
            if (length < 0) {
                return PictureMetadata.NONE;
            }
            if (type.equals("EXIF") && length <= ExifTags.MOST_BYTES) {
                return ExifTags.of(ByteBuffer.wrap(in.readNBytes(length)));
            }
            in.skipNBytes(length + (length & 1L));
        }
    }
}
