package dev.recto.api.temporary;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Temporary files of one request, counted against the budget, closed and deleted with it, whoever wrote them to their end or not.
 * A disk that takes no more is a 503.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final SpoolBudget budget;
    private final UUID organisation;
    private final Path directory;
    private final Map<Path, OutputStream> files = new LinkedHashMap<>();
    private long bytes;

    Spool(SpoolBudget budget, UUID organisation, Path directory) {
        this.budget = budget;
        this.organisation = organisation;
        this.directory = directory;
    }

    public record NewFile(Path path, OutputStream out) {}

    public NewFile open() {
        try {
            Path path = Files.createTempFile(directory, "spool-", null);
            OutputStream file = Files.newOutputStream(path);
            files.put(path, file);
            return new NewFile(path, counted(file));
        } catch (IOException e) {
            throw NoRoom.of(e);
        }
    }

    OutputStream counted(OutputStream out) {
        return new BufferedOutputStream(new Counted(out), 1 << 16);
    }

    @Override
    public void close() {
        budget.giveBack(organisation, bytes);
        bytes = 0;
        files.forEach((path, file) -> {
            try (file) {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warnf(
                        "A temporary file stays behind until the next start: %s",
                        e.getClass().getSimpleName());
            }
        });
    }

    private final class Counted extends OutputStream {
        private final OutputStream out;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            take(length);
            try {
                out.write(buffer, offset, length);
            } catch (IOException e) {
                throw NoRoom.of(e);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        private void take(int length) {
            budget.take(organisation, length);
            bytes += length;
        }
    }
}
