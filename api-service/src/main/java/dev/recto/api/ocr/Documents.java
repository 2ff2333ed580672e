package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.files.StoredFile;
import dev.recto.api.files.StoredFiles;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.tenancy.Caller;
import dev.recto.model.ObjectKeys;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** Brings a request's document into the store. For virtual threads. */
@Singleton
public class Documents {
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FIND_TIMEOUT = Duration.ofSeconds(10);

    private final StoredFiles files;
    private final ObjectStore store;
    private final OcrConfig config;

    Documents(StoredFiles files, ObjectStore store, OcrConfig config) {
        this.files = files;
        this.store = store;
        this.config = config;
    }

    public record Placed(String objectKey, long size) {}

    public Placed place(Caller caller, UUID job, DocumentSource source, Spool spool) {
        return switch (source) {
            case DocumentSource.Inline inline -> inline(job, inline, spool);
            case DocumentSource.Url url -> throw new ApiException(ErrorCode.URL_NOT_ALLOWED).param(url.param());
            case DocumentSource.StoredFileSource file -> file(caller, file);
        };
    }

    private Placed inline(UUID job, DocumentSource.Inline inline, Spool spool) {
        Base64Document.Decoded decoded = Base64Document.decode(
                inline.text(), spool, config.maxDocumentSize().asLongValue(), inline.param());
        String key = ObjectKeys.source(job);
        store.put(key, decoded.file()).await().atMost(STORE_TIMEOUT);
        return new Placed(key, decoded.size());
    }

    private Placed file(Caller caller, DocumentSource.StoredFileSource source) {
        caller.requireOrganisation(source.organisation(), ErrorCode.FILE_NOT_FOUND);
        StoredFile file =
                files.find(caller.organisation(), source.file()).await().atMost(FIND_TIMEOUT);
        return new Placed(file.objectKey(), file.size);
    }
}
