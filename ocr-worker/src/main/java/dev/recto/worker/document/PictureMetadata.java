package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the file of a picture says beside its pixels. Metadata that make no sense say nothing. */
record PictureMetadata(Orientation orientation, Optional<Density> density) {
    static final PictureMetadata NONE = new PictureMetadata(Orientation.NORMAL, Optional.empty());

    /** Of other kinds than TIFF, whose directories say the same. */
    static PictureMetadata of(DocumentKind kind, Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return switch (kind) {
                case JPEG -> JpegMetadata.read(in);
                case PNG -> PngMetadata.read(in);
                case WEBP -> WebpMetadata.read(in);
                case BMP -> BmpMetadata.read(in);
                case PDF, TIFF, GIF, JPEG2000 -> NONE;
            };
        } catch (EOFException cutOff) {
            return NONE;
        }
    }

    static PictureMetadata of(Density density) {
        return new PictureMetadata(Orientation.NORMAL, Optional.of(density).filter(Density::isTold));
    }

    /** Completed by what another place of the file says. */
    PictureMetadata or(PictureMetadata other) {
        return new PictureMetadata(
                orientation == Orientation.NORMAL ? other.orientation : orientation, density.or(other::density));
    }

    static boolean startsWith(ByteBuffer chunk, byte[] magic) {
        return chunk.remaining() > magic.length && chunk.slice(0, magic.length).equals(ByteBuffer.wrap(magic));
    }
}
