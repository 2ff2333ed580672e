package dev.recto.api.files.upload;

import dev.recto.api.id.TimeOrderedId;
import dev.recto.model.ObjectKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A stored chunk of an upload. */
@Entity
@Immutable
@Table(name = "upload_part")
class UploadPart {
    @Id
    UUID id;

    @Column(nullable = false)
    UUID upload;

    /** Bytes. */
    @Column(name = "size_bytes", nullable = false)
    long size;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    static UploadPart of(UUID upload, long size) {
        UploadPart part = new UploadPart();
        part.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        part.id = TimeOrderedId.at(part.createdAt);
        part.upload = upload;
        part.size = size;
        return part;
    }

    String objectKey() {
        return ObjectKeys.uploadPart(upload, id);
    }
}
