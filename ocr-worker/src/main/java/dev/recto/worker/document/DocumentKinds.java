package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a document is, by its first bytes. */
final class DocumentKinds {
    /** How far into the file a PDF may begin; readers have always tolerated that. */
    private static final int PDF_SEARCH = 1024;

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private DocumentKinds() {}

    static DocumentKind of(Path file) throws IOException, DocumentFaultException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(PDF_SEARCH + PDF.length);
        }
        if (head.length == 0) {
            throw new DocumentFaultException(DocumentFault.EMPTY);
        }
        if (startsWith(head, 0, PNG)) {
            return DocumentKind.PNG;
        }
        if (startsWith(head, 0, JPEG)) {
            return DocumentKind.JPEG;
        }
        for (int at = 0; at <= head.length - PDF.length; at++) {
            if (startsWith(head, at, PDF)) {
                return DocumentKind.PDF;
            }
        }
        throw new DocumentFaultException(DocumentFault.UNSUPPORTED_FORMAT);
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] magic) {
        return bytes.length >= at + magic.length && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
    }
}
