package dev.recto.local.documents;

import dev.recto.local.client.RectoException;
import dev.recto.local.terminal.Board;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents side by side. One that can't be read costs no other, and one that was read before is not read again.
 *
 * @param extension that their names get
 * @param folder where they are written; each beside its source if null
 * @param again whether those that were read before are read, too
 */
public record Readings(
        Reader reader, String extension, @Nullable Path folder, boolean again, int atOnce, Board board) {
    /** In which a process that is told to end says to the service what it does not wait for any more. */
    private static final int FAREWELL_SECONDS = 10;

    private enum Outcome {
        READ,
        KEPT,
        FAILED,
        /** The process was told to end. */
        LEFT
    }

    /** @return whether there is something of all of them now */
    public boolean run(List<Source> sources) throws IOException, InterruptedException {
        ExecutorService readers =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(readers)));
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (Source source : sources) {
            outcomes.add(readers.submit(() -> read(source)));
        }
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        try {
            for (Future<Outcome> outcome : outcomes) {
                counts.merge(outcome.get(), 1, Integer::sum);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectException nobody ? nobody : new IOException(e.getCause());
        } finally {
            leave(readers);
        }
        board.remark("%d read, %d kept from before, %d failed"
                .formatted(
                        counts.getOrDefault(Outcome.READ, 0),
                        counts.getOrDefault(Outcome.KEPT, 0),
                        counts.getOrDefault(Outcome.FAILED, 0)));
        return !counts.containsKey(Outcome.FAILED) && !counts.containsKey(Outcome.LEFT);
    }

    private static void leave(ExecutorService readers) {
        readers.shutdownNow();
        try {
            readers.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome read(Source source) throws ConnectException {
        Written target = new Written(folder == null ? source.beside(extension) : source.below(folder, extension));
        try (var progress = board.begin(source.name().toString())) {
            if (!again && target.isOf(source.file())) {
                return Outcome.KEPT;
            }
            target.write(out -> reader.read(source.file(), out, progress));
            board.result(target.file().toString());
            return Outcome.READ;
        } catch (ConnectException nobody) {
            throw nobody;
        } catch (InterruptedException stop) {
            return Outcome.LEFT;
        } catch (RectoException | IOException e) {
            board.remark("recto: " + source.file() + ": " + e.getMessage());
            return Outcome.FAILED;
        }
    }
}
