package dev.recto.api.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.recto.model.DocumentKind;
import java.util.Arrays;
import java.util.Optional;

/** Tells a document's kind by how its bytes begin; its name and what a client calls it do not count. */
public final class DocumentKinds {
    /** How many bytes from the start are enough. */
    public static final int HEAD = 1024;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private DocumentKinds() {}

    /** Like PDF readers, lets up to {@link #HEAD} bytes of something else stand before the PDF's header. */
    public static Optional<DocumentKind> of(byte[] head) {
        if (startsWith(head, PNG)) {
            return Optional.of(DocumentKind.PNG);
        }
        if (startsWith(head, JPEG)) {
            return Optional.of(DocumentKind.JPEG);
        }
        return new String(head, 0, Math.min(head.length, HEAD), ISO_8859_1).contains("%PDF-")
                ? Optional.of(DocumentKind.PDF)
                : Optional.empty();
    }

    public static String mimetype(DocumentKind kind) {
        return switch (kind) {
            case PDF -> "application/pdf";
            case PNG -> "image/png";
            case JPEG -> "image/jpeg";
        };
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
