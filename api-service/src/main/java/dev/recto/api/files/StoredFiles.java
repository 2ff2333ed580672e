package dev.recto.api.files;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Finds stored files for the rest of the service. */
@ApplicationScoped
public class StoredFiles {
    private final FileRepository repository;

    StoredFiles(FileRepository repository) {
        this.repository = repository;
    }

    /** The organisation's file; empty where it is unknown, deleted, expired or somebody else's. */
    @WithSession
    public Uni<Optional<StoredFile>> find(UUID organisation, UUID id) {
        return repository.findLive(organisation, id, Instant.now()).map(Optional::ofNullable);
    }
}
