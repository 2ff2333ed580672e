package dev.recto.api.forward.upstream;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ByteRange;
import dev.recto.api.storage.ChunkInputStream;
import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.StoredObject;
import dev.recto.model.DocumentKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Finds the documents of jobs. For virtual threads. */
public final class SourceDocuments {
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectStore store;

    public SourceDocuments(ObjectStore store) {
        this.store = store;
    }

    /**
     * What is no document by its first bytes is refused here: it does not leave the house. The others are opened when they are
     * sent.
     */
    public SourceDocument find(ForwardedJob job) {
        try {
            if (job.sizeBytes() == 0) {
                throw new ApiException(ErrorCode.EMPTY_DOCUMENT).param("document");
            }
            DocumentKind kind = DocumentKind.of(head(job.objectKey()))
                    .orElseThrow(() -> new ApiException(ErrorCode.UNSUPPORTED_FORMAT).param("document"));
            return new SourceDocument(
                    kind,
                    job.sizeBytes(),
                    store.get(job.objectKey())
                            .onItem()
                            .transformToMulti(StoredObject::bytes)
                            .onFailure()
                            .transform(StoreFailedException::new));
        } catch (ObjectNotFoundException gone) {
            throw new ApiException(ErrorCode.FILE_NOT_FOUND).param("document");
        }
    }

    private byte[] head(String key) {
        try {
            StoredObject start = store.get(key, new ByteRange(0, DocumentKind.HEAD - 1))
                    .await()
                    .atMost(HEAD_TIMEOUT);
            try (InputStream in = new ChunkInputStream(start.bytes())) {
                return in.readAllBytes();
            }
        } catch (ObjectNotFoundException gone) {
            throw gone;
        } catch (IOException | RuntimeException e) {
            throw new StoreFailedException(e);
        }
    }
}
