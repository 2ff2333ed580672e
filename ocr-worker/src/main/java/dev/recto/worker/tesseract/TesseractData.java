package dev.recto.worker.tesseract;

import dev.recto.worker.scan.Orientation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Language files in one folder, as Tesseract wants them: English and orientation from the class path, others linked. */
final class TesseractData {
    private TesseractData() {}

    static void prepare(Path folder, List<String> languages, Optional<Path> further) throws IOException {
        for (String language : languages) {
            place(folder, language, further);
        }
        place(folder, Orientation.DATA, further);
    }

    static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void place(Path folder, String language, Optional<Path> further) throws IOException {
        String name = language + ".traineddata";
        Path target = folder.resolve(name);
        Files.deleteIfExists(target);
        Optional<Path> given =
                further.map(dir -> dir.resolve(name).toAbsolutePath()).filter(Files::isRegularFile);
        if (given.isPresent()) {
            Files.createSymbolicLink(target, given.get());
            return;
        }
        try (InputStream bundled = TesseractData.class.getResourceAsStream("/tessdata/" + name)) {
            if (bundled == null) {
                throw new IOException("No data for the language " + language + ": put " + name
                        + " into the folder that recto.worker.tesseract.data-directory names");
            }
            Files.copy(bundled, target);
        }
    }
}
