package dev.recto.worker.document;

import dev.recto.model.DocumentKind;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a file by its bytes. */
final class DocumentOpener {
    private DocumentOpener() {}

    static OpenDocument open(Path file, DocumentLimits limits) throws IOException, DocumentFaultException {
        DocumentKind kind = DocumentKinds.of(file);
        return switch (kind) {
            case PDF -> PdfDocument.open(file, limits);
            case PNG, JPEG -> ImageDocument.open(kind, file, limits);
        };
    }
}
