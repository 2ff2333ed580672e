package dev.recto.api.files.upload;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;

/** The rows of uploads. */
@ApplicationScoped
class UploadRepository implements PanacheRepositoryBase<Upload, UUID> {
    /** The organisation's upload, if it still takes parts; locked until the transaction ends. */
    Uni<Upload> lockOpen(UUID organisation, UUID id) {
        return requireOpen(find("id = ?1 and organisation = ?2", id, organisation)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult());
    }

    Uni<Upload> findOpen(UUID organisation, UUID id) {
        return requireOpen(
                find("id = ?1 and organisation = ?2", id, organisation).firstResult());
    }

    private static Uni<Upload> requireOpen(Uni<Upload> found) {
        return found.onItem().ifNull().failWith(UploadRepository::notFound).invoke(upload -> {
            if (!upload.takesParts(Instant.now())) {
                throw new ApiException(ErrorCode.UPLOAD_NOT_PENDING).param("upload_id");
            }
        });
    }

    static ApiException notFound() {
        return new ApiException(ErrorCode.UPLOAD_NOT_FOUND).param("upload_id");
    }
}
