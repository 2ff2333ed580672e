package dev.recto.local.documents;

import dev.recto.local.client.RectoException;
import dev.recto.local.terminal.Board;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents side by side. One that can't be read costs no other, and one that was read before with the same options is not read again.
 *
 * @param options that the reader was given, in words; empty if none
 * @param extension that their names get
 * @param folder where they are written; each beside its source if null
 * @param again whether those that were read before are read, too
 */
public record Readings(
        Reader reader,
        String options,
        String extension,
        @Nullable Path folder,
        boolean again,
        int atOnce,
        Board board) {
    private enum Outcome {
        READ,
        KEPT,
        FAILED,
        /** The process was told to end. */
        LEFT
    }

    /**
     * @return whether there is something of all of them now
     * @throws RectoException if two of them would be written to one file; nothing is read then
     */
    public boolean run(List<Source> sources) throws IOException, InterruptedException {
        refuseEqualTargets(sources);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        try (var threads = new ReaderThreads(atOnce)) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (Source source : sources) {
                outcomes.add(threads.submit(() -> read(source)));
            }
            for (Future<Outcome> outcome : outcomes) {
                counts.merge(outcome.get(), 1, Integer::sum);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConnectException nobody ? nobody : new IOException(e.getCause());
        }
        board.remark("%d read, %d kept from before, %d failed"
                .formatted(
                        counts.getOrDefault(Outcome.READ, 0),
                        counts.getOrDefault(Outcome.KEPT, 0),
                        counts.getOrDefault(Outcome.FAILED, 0)));
        return !counts.containsKey(Outcome.FAILED) && !counts.containsKey(Outcome.LEFT);
    }

    private void refuseEqualTargets(List<Source> sources) {
        Map<Path, Source> targets = new HashMap<>();
        for (Source source : sources) {
            Path target = target(source).toAbsolutePath().normalize();
            Source other = targets.putIfAbsent(target, source);
            if (other != null) {
                throw new RectoException(
                        "%s and %s would both be written to %s: read them apart, each with an --output of its own"
                                .formatted(other.file(), source.file(), target(source)));
            }
        }
    }

    private Path target(Source source) {
        return folder == null ? source.beside(extension) : source.below(folder, extension);
    }

    private Outcome read(Source source) throws ConnectException {
        Written target = new Written(target(source), options);
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
