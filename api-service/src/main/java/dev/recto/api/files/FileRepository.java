package dev.recto.api.files;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of stored files. Expired ones are as good as gone. */
@ApplicationScoped
class FileRepository implements PanacheRepositoryBase<StoredFile, UUID> {
    Uni<@Nullable StoredFile> findLive(UUID organisation, UUID id, Instant now) {
        return find("id = ?1 and organisation = ?2 and (expiresAt is null or expiresAt > ?3)", id, organisation, now)
                .firstResult();
    }
}
