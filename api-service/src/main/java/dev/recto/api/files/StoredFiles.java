package dev.recto.api.files;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Transactions;
import dev.recto.api.storage.ByteRange;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.StoredObject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Stored files that are there: found, listed, opened, deleted. Callable from any thread; nothing blocks. */
@ApplicationScoped
public class StoredFiles {
    private static final Logger LOG = Logger.getLogger(StoredFiles.class);

    private final FileRepository repository;
    private final Transactions transactions;
    private final ObjectStore objects;
    private final ObjectLedger ledger;
    private final FilesConfig config;

    StoredFiles(
            FileRepository repository,
            Transactions transactions,
            ObjectStore objects,
            ObjectLedger ledger,
            FilesConfig config) {
        this.repository = repository;
        this.transactions = transactions;
        this.objects = objects;
        this.ledger = ledger;
        this.config = config;
    }

    /** The organisation's file; {@link ErrorCode#FILE_NOT_FOUND} where it is unknown, deleted, expired or somebody else's. */
    public Uni<StoredFile> find(UUID organisation, UUID id) {
        return find(id).map(file -> {
            if (!file.organisation.equals(organisation)) {
                throw notFound();
            }
            return file;
        });
    }

    /** The file whoever owns it: for callers that have proved their right in another way. */
    public Uni<StoredFile> find(UUID id) {
        return transactions
                .read(() -> repository.findLive(id, Instant.now()))
                .map(found -> found.orElseThrow(StoredFiles::notFound));
    }

    Uni<FilePage> list(UUID organisation, FileQuery query) {
        return transactions.read(() -> repository.list(organisation, query, Instant.now()));
    }

    /** A file's bytes, all of them or a range; they fail where for too long nobody takes any, or the store gives none. */
    Uni<Download> open(StoredFile file, Optional<ByteRange> range) {
        Uni<StoredObject> opened =
                range.map(part -> objects.get(file.objectKey(), part)).orElseGet(() -> objects.get(file.objectKey()));
        return opened.map(object -> Download.of(file, range, attended(object.bytes())))
                .onFailure(ObjectNotFoundException.class)
                .transform(gone -> notFound());
    }

    /** One that is deleted behind its back is not found as long as nothing of it was sent, and breaks off afterwards. */
    private Multi<Buffer> attended(Multi<Buffer> bytes) {
        return bytes.ifNoItem()
                .after(config.stallTimeout())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "A download breaks off: %s", failure.getClass().getSimpleName()))
                .onFailure(ObjectNotFoundException.class)
                .transform(gone -> notFound());
    }

    Uni<Void> delete(UUID organisation, UUID id) {
        return transactions
                .run(() -> repository
                        .findLive(id, Instant.now())
                        .map(found -> found.filter(file -> file.organisation.equals(organisation))
                                .orElseThrow(StoredFiles::notFound))
                        .call(this::deleteRow))
                .flatMap(this::deleteBytes);
    }

    /** The bytes may outlive their row for a moment if the store can't be reached: the ledger remembers them. */
    private Uni<Void> deleteBytes(StoredFile file) {
        return objects.delete(file.objectKey())
                .onFailure()
                .invoke(failure -> LOG.warn("A deleted file's bytes are still there; they are tried again", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> deleteRow(StoredFile file) {
        return repository
                .delete("id", file.id)
                .invoke(count -> {
                    if (count == 0) {
                        throw notFound();
                    }
                })
                .flatMap(deleted -> ledger.release(file.objectKey()));
    }

    private static ApiException notFound() {
        return new ApiException(ErrorCode.FILE_NOT_FOUND).param("file_id");
    }
}
