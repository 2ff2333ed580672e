package dev.recto.api.files.upload;

import dev.recto.api.storage.ObjectLedger;
import dev.recto.model.ObjectKeys;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rows of uploads' parts. */
@ApplicationScoped
class PartRepository implements PanacheRepositoryBase<UploadPart, UUID> {
    private final ObjectLedger ledger;

    PartRepository(ObjectLedger ledger) {
        this.ledger = ledger;
    }

    /** How many there are, and how many bytes they have. */
    record Total(long count, long bytes) {}

    Uni<Total> total(UUID upload) {
        return find("select count(id), coalesce(sum(size), 0) from UploadPart where upload = ?1", upload)
                .project(Total.class)
                .singleResult();
    }

    Uni<List<UploadPart>> of(UUID upload) {
        return list("upload", upload);
    }

    /** Deletes the rows and gives the bytes to the ledger. */
    Uni<Void> drop(UUID upload) {
        return ledger.release(ObjectKeys.uploadPrefix(upload))
                .flatMap(released -> delete("upload", upload))
                .replaceWithVoid();
    }
}
