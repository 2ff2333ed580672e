package dev.recto.api.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recto.api.storage.Checksum;
import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.Box;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.ModelVersion;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.PageSize;
import dev.recto.model.PageTask;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import dev.recto.model.WorkerReply;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads documents that are texts, {@code %PDF-1.7#one|two#author}: each piece is a page, and what is behind them shows on none. Each reading of a piece
 * gets a number of its own, as one of a model that draws its tokens might.
 */
public final class PiecesScript implements Script {
    private final ObjectStore store;
    private final ModelVersion version;
    private final Queue<String> read = new ConcurrentLinkedQueue<>();

    public PiecesScript(ObjectStore store, ModelVersion version) {
        this.store = store;
        this.version = version;
    }

    /** Pieces in the order in which they were read. */
    public List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public List<WorkerReply> probe(DocumentTask task) {
        List<String> pieces = pieces(task.objectKey());
        if (pieces.isEmpty()) {
            return List.of();
        }
        WorkerReply.DocumentProbed probed = new WorkerReply.DocumentProbed(
                        task.job(),
                        task.attempt(),
                        DocumentKind.PDF,
                        Collections.nCopies(pieces.size(), new PageSize(612, 792)))
                .withContents(
                        task.contents()
                                ? pieces.stream()
                                        .map(piece -> Checksum.sha256(piece.getBytes(UTF_8)))
                                        .toList()
                                : List.of());
        PageTask page = task.onlyPage();
        return List.of(page == null || pieces.size() > 1 ? probed : probed.withOnlyPage(reading(page)));
    }

    @Override
    public List<WorkerReply> read(PageTask task) {
        return pieces(task.objectKey()).isEmpty() ? List.of() : List.of(reading(task));
    }

    private WorkerReply.PageRead reading(PageTask task) {
        String piece = pieces(task.objectKey()).get(task.page());
        read.add(piece);
        return Script.read(task, result(piece)).by(version);
    }

    private PageResult result(String piece) {
        return new PageResult(
                piece + ", reading " + read.size() + " by " + version.digest(),
                new PageDimensions(1700, 2200, 200),
                List.of(),
                piece.contains("picture") ? List.of(new Picture(new Box(10, 10, 20, 20))) : List.of(),
                List.of(),
                null,
                List.of(),
                null,
                new TokenUsage(100, 10),
                piece.contains("circles") ? Set.of(PageFlag.REPETITION) : Set.of(),
                5);
    }

    /** Empty for documents of others, or that are gone: the queue holds all that was ever sent. */
    private List<String> pieces(String key) {
        try {
            String[] parts = new String(store.read(key).await().indefinitely(), UTF_8).split("#", -1);
            return parts.length < 2 ? List.of() : List.of(parts[1].split("\\|"));
        } catch (ObjectNotFoundException gone) {
            return List.of();
        }
    }
}
