package dev.recto.api.ocr;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Temporary files of one request, counted against the budget and deleted with it. */
public final class Spool implements AutoCloseable {
    private final SpoolBudget budget;
    private final List<Path> files = new ArrayList<>();
    private long bytes;

    public Spool(SpoolBudget budget) {
        this.budget = budget;
    }

    public record NewFile(Path path, OutputStream out) {}

    public NewFile open() {
        try {
            Path path = Files.createTempFile("recto-", ".spool");
            files.add(path);
            return new NewFile(path, new BufferedOutputStream(new Counted(Files.newOutputStream(path)), 1 << 16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        budget.giveBack(bytes);
        bytes = 0;
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class Counted extends OutputStream {
        private final OutputStream out;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            take(length);
            out.write(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private void take(int length) {
            budget.take(length);
            bytes += length;
        }
    }
}
