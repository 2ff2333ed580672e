package dev.recto.worker.tesseract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Language files: those of a folder, and those that come with the worker. */
final class TesseractData {
    /** Tesseract's own sign between languages that it reads together. */
    private static final String TOGETHER = "\\+";

    private final Optional<Path> further;

    TesseractData(Optional<Path> further) {
        this.further = further;
    }

    /**
     * Tesseract wants files in one folder, reads them while it loads and not again: they are there only as long.
     *
     * @param language or several that are read together, such as {@code eng+deu}
     */
    <T> T load(String language, Function<Path, T> load) {
        try {
            Path folder = Files.createTempDirectory("recto-tesseract");
            try {
                for (String each : language.split(TOGETHER)) {
                    place(folder, each);
                }
                return load.apply(folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private void place(Path folder, String language) throws IOException {
        String name = language + ".traineddata";
        Path target = folder.resolve(name);
        Optional<Path> given =
                further.map(dir -> dir.resolve(name).toAbsolutePath()).filter(Files::isRegularFile);
        if (given.isPresent()) {
            Files.createSymbolicLink(target, given.get());
            return;
        }
        try (InputStream bundled = bundled(name)) {
            Files.copy(bundled, target);
        }
    }

    private static InputStream bundled(String name) throws IOException {
        InputStream plain = TesseractData.class.getResourceAsStream("/tessdata/" + name);
        if (plain != null) {
            return plain;
        }
        InputStream packed = TesseractData.class.getResourceAsStream("/tessdata/" + name + ".gz");
        if (packed != null) {
            return new GZIPInputStream(packed);
        }
        throw new IOException("There is no " + name
                + " for recto.worker.tesseract.languages: put it into the folder that"
                + " recto.worker.tesseract.data-directory names");
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
