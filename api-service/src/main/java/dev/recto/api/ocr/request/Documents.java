package dev.recto.api.ocr.request;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fetch.DocumentFetcher;
import dev.recto.api.fetch.FetchedDocument;
import dev.recto.api.files.StoredFile;
import dev.recto.api.files.StoredFiles;
import dev.recto.api.storage.Checksum;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.temporary.Spool;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.web.input.Text;
import dev.recto.model.ObjectKeys;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Brings a request's document into the store. For virtual threads. */
@Singleton
public class Documents {
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FIND_TIMEOUT = Duration.ofSeconds(10);

    private final StoredFiles files;
    private final DocumentFetcher fetcher;
    private final ObjectStore store;
    private final ObjectLedger ledger;
    private final OcrConfig config;

    Documents(StoredFiles files, DocumentFetcher fetcher, ObjectStore store, ObjectLedger ledger, OcrConfig config) {
        this.files = files;
        this.fetcher = fetcher;
        this.store = store;
        this.ledger = ledger;
        this.config = config;
    }

    /** @param sha256 of its bytes, in hex */
    public record Placed(String objectKey, long size, String sha256) {}

    public Placed place(Caller caller, UUID job, DocumentSource source, Spool spool, Activity activity) {
        return switch (source) {
            case DocumentSource.Inline inline -> inline(job, inline, spool);
            case DocumentSource.Url url -> url(caller, job, url, spool, activity);
            case DocumentSource.StoredFileSource file -> file(caller, file);
        };
    }

    /** The document if it is in the store already; so an unknown file is said to be so, whatever else is wrong. */
    public Optional<Placed> stored(Caller caller, DocumentSource source) {
        return source instanceof DocumentSource.StoredFileSource file
                ? Optional.of(file(caller, file))
                : Optional.empty();
    }

    /** What is short goes from memory to the store, what is long by way of a file. */
    private Placed inline(UUID job, DocumentSource.Inline inline, Spool spool) {
        String key = ObjectKeys.source(job, UUID.randomUUID());
        return switch (inline.text()) {
            case Text.Short text -> {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                long size = decode(text, bytes, inline.param());
                announced(key, store.put(key, bytes.toByteArray()));
                yield new Placed(key, size, Checksum.sha256(bytes.toByteArray()));
            }
            case Text.Long text -> {
                Spool.NewFile file = spool.open();
                long size = decode(text, file.out(), inline.param());
                announced(key, store.put(key, file.path()));
                yield new Placed(key, size, Checksum.sha256(file.path()));
            }
        };
    }

    /** Whoever dies before the job is accepted leaves nothing behind. */
    private void announced(String key, Uni<Void> storing) {
        ledger.announce(key).flatMap(announced -> storing).await().atMost(STORE_TIMEOUT);
    }

    private long decode(Text text, OutputStream to, String param) {
        try (to) {
            return Base64Document.decode(text, to, config.maxDocumentSize().asLongValue(), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever is asked for the document hears nothing of the trace, and the trace nothing of the address. */
    private Placed url(Caller caller, UUID job, DocumentSource.Url url, Spool spool, Activity activity) {
        Activity fetching = activity.child("fetch document", SpanKind.CLIENT);
        return fetching.call(() -> fetched(caller, job, url, spool, fetching));
    }

    private Placed fetched(Caller caller, UUID job, DocumentSource.Url url, Spool spool, Activity fetching) {
        try {
            FetchedDocument fetched = fetcher.fetch(
                            caller.organisation(), url.url(), ObjectKeys.source(job, UUID.randomUUID()), spool)
                    .await()
                    .atMost(STORE_TIMEOUT);
            fetching.with(Attribute.BYTES, fetched.size());
            return new Placed(fetched.objectKey(), fetched.size(), fetched.sha256());
        } catch (ApiException e) {
            throw e.param(url.param());
        }
    }

    private Placed file(Caller caller, DocumentSource.StoredFileSource source) {
        caller.requireOrganisation(source.organisation(), ErrorCode.FILE_NOT_FOUND);
        StoredFile file =
                files.find(caller.organisation(), source.file()).await().atMost(FIND_TIMEOUT);
        return new Placed(file.objectKey(), file.size, file.sha256);
    }
}
