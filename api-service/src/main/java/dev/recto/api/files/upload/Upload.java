package dev.recto.api.files.upload;

import dev.recto.api.files.FilePurpose;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.tenancy.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A large file on its way. */
@Entity
@Table(name = "upload")
class Upload {
    @Id
    UUID id;

    @Column(nullable = false)
    UUID organisation;

    @Column(nullable = false)
    UUID project;

    @Column(name = "created_by", nullable = false)
    UUID createdBy;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    Instant expiresAt;

    @Column(nullable = false)
    String filename;

    /** Announced size in bytes. */
    @Column(name = "size_bytes", nullable = false)
    long size;

    /** It becomes the file's: one that only a later version knows must not become another. */
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    FilePurpose purpose;

    /** Of the finished file; null if it stays. */
    @Column(name = "lifetime_seconds")
    @Nullable
    Long lifetimeSeconds;

    @Convert(converter = UploadStatus.Kept.class)
    @Column(nullable = false)
    UploadStatus status;

    /** Once completed. */
    @Column
    @Nullable
    UUID file;

    static Upload open(Caller owner, Announcement announced, Duration openFor) {
        Upload upload = new Upload();
        upload.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        upload.id = TimeOrderedId.at(upload.createdAt);
        upload.organisation = owner.organisation();
        upload.project = owner.project();
        upload.createdBy = owner.keyId();
        upload.expiresAt = upload.createdAt.plus(openFor);
        upload.filename = announced.filename();
        upload.size = announced.size();
        upload.purpose = announced.purpose();
        upload.lifetimeSeconds =
                announced.lifetime() == null ? null : announced.lifetime().toSeconds();
        upload.status = UploadStatus.PENDING;
        return upload;
    }

    boolean takesParts(Instant now) {
        return status == UploadStatus.PENDING && now.isBefore(expiresAt);
    }
}
