package dev.recto.worker.document;

import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens a file by its bytes. */
final class DocumentOpener {
    private DocumentOpener() {}

    /** @param password null for none; pictures need none */
    static OpenDocument open(Path file, @Nullable DocumentPassword password, DocumentLimits limits)
            throws IOException, DocumentFaultException {
        OpenDocument document = opened(file, password, limits);
        if (Thread.currentThread().isInterrupted()) {
            // Nobody gets it, nor closes it
            document.close();
            Interruption.check();
        }
        return document;
    }

    private static OpenDocument opened(Path file, @Nullable DocumentPassword password, DocumentLimits limits)
            throws IOException, DocumentFaultException {
        DocumentKind kind = kind(file);
        return switch (kind) {
            case PDF -> PdfDocument.open(file, password, limits);
            case PNG, JPEG, GIF, TIFF, WEBP, JPEG2000, BMP -> ImageDocument.open(kind, file, limits);
        };
    }

    private static DocumentKind kind(Path file) throws IOException, DocumentFaultException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(DocumentKind.HEAD);
        }
        if (head.length == 0) {
            throw new DocumentFaultException(DocumentFault.EMPTY);
        }
        return DocumentKind.of(head).orElseThrow(() -> new DocumentFaultException(DocumentFault.UNSUPPORTED_FORMAT));
    }
}
