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
 * Temporary files of one request, and what is in memory of it: counted against their budgets, closed and deleted with it, whoever wrote them to their
 * end or not. A disk that takes no more is a 503.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spool.class);

    private final Portion files;
    private final Portion memory;
    private final Path directory;
    private final Map<Path, OutputStream> open = new LinkedHashMap<>();

    Spool(SpoolBudget files, SpoolBudget memory, UUID organisation, Path directory) {
        this.files = new Portion(files, organisation);
        this.memory = new Portion(memory, organisation);
        this.directory = directory;
    }

    public record NewFile(Path path, OutputStream out) {}

    public NewFile open() {
        try {
            Path path = Files.createTempFile(directory, "spool-", null);
            OutputStream file = Files.newOutputStream(path);
            open.put(path, file);
            return new NewFile(path, counted(file));
        } catch (IOException e) {
            throw NoRoom.of(e);
        }
    }

    /** Counts bytes of a file that is not one of its own. */
    public void count(long bytes) {
        files.take(bytes);
    }

    /** Counts bytes in memory. */
    public void hold(long bytes) {
        memory.take(bytes);
    }

    OutputStream counted(OutputStream out) {
        return new BufferedOutputStream(new Counted(out), 1 << 16);
    }

    @Override
    public void close() {
        files.giveBack();
        memory.giveBack();
        open.forEach((path, file) -> {
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
            files.take(length);
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
    }
}
