package dev.recto.api.files;

import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.tenancy.Caller;
import dev.recto.model.ObjectKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A stored file. Written once; its bytes lie under {@link #objectKey()}. */
@Entity
@Immutable
@Table(name = "file")
public class StoredFile {
    /** UUID version 7 of {@link #createdAt}: files in the order of their ids are in the order of time. */
    @Id
    public UUID id;

    @Column(nullable = false)
    public UUID organisation;

    @Column(nullable = false)
    public UUID project;

    /** The key that stored it. */
    @Column(name = "created_by", nullable = false)
    public UUID createdBy;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    /** Null if it stays. */
    @Column(name = "expires_at")
    public @Nullable Instant expiresAt;

    /** Without directories. */
    @Column(nullable = false)
    public String filename;

    /** Bytes. */
    @Column(name = "size_bytes", nullable = false)
    public long size;

    @Convert(converter = FilePurpose.Kept.class)
    @Column(nullable = false)
    public FilePurpose purpose;

    @Convert(converter = FileVisibility.Kept.class)
    @Column(nullable = false)
    public FileVisibility visibility;

    @Convert(converter = SampleType.Kept.class)
    @Column(name = "sample_type", nullable = false)
    public SampleType sampleType;

    @Convert(converter = FileSource.Kept.class)
    @Column(nullable = false)
    public FileSource source;

    /** What the bytes are; null where they are none of the kinds the service knows. */
    @Column
    public @Nullable String mimetype;

    /** Lines of a JSONL file, null for others. */
    @Column(name = "num_lines")
    public @Nullable Long lines;

    /** Of the bytes, lower-case hex. */
    @Column(nullable = false)
    public String sha256;

    public String objectKey() {
        return ObjectKeys.file(organisation, id);
    }

    /** A file that a client sent; the id tells when. */
    static StoredFile sent(UUID id, Caller owner, FileLabel label, Content content) {
        Instant created = TimeOrderedId.created(id);
        StoredFile file = new StoredFile();
        file.id = id;
        file.organisation = owner.organisation();
        file.project = owner.project();
        file.createdBy = owner.keyId();
        file.createdAt = created;
        file.expiresAt = label.lifetime() == null ? null : created.plus(label.lifetime());
        file.filename = label.filename();
        file.size = content.size();
        file.purpose = label.purpose();
        file.visibility = label.visibility();
        file.sampleType = content.sampleType(label.purpose());
        file.source = FileSource.UPLOAD;
        file.mimetype = content.mimetype();
        file.lines = content.lines().isPresent() ? content.lines().getAsLong() : null;
        file.sha256 = content.sha256();
        return file;
    }
}
