package dev.recto.api.batch;

import dev.recto.api.batch.input.CreationBody;
import dev.recto.api.batch.input.InputFiles;
import dev.recto.api.batch.input.NewBatchReader;
import dev.recto.api.batch.input.RowList;
import dev.recto.api.batch.run.BatchRunner;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.NewBatch;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.batch.table.RowTable.NewRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.files.FilePurpose;
import dev.recto.api.files.StoredFile;
import dev.recto.api.files.StoredFiles;
import dev.recto.api.limits.Bulkhead;
import dev.recto.api.limits.Share;
import dev.recto.api.models.ModelResolver;
import dev.recto.api.postgres.Database;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tracing.CurrentActivity;
import dev.recto.api.web.idempotency.Fingerprint;
import dev.recto.api.web.idempotency.Idempotency;
import dev.recto.api.webhook.delivery.DeliveryQueue;
import dev.recto.api.webhook.secret.WebhookSecrets;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.TraceParent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as their clients see them. For virtual threads. */
@Singleton
class BatchJobs {
    private static final Duration FIND_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(2);

    private final Database database;
    private final BatchJobTable table;
    private final BatchRunner runner;
    private final BatchDeletion deletion;
    private final ModelResolver models;
    private final StoredFiles files;
    private final InputFiles inputs;
    private final ObjectStore store;
    private final ObjectLedger ledger;
    private final Spools spools;
    private final Idempotency idempotency;
    private final BatchConfig config;
    private final CurrentActivity current;
    private final WebhookSecrets webhookSecrets;
    private final DeliveryQueue webhooks;
    private final Bulkhead scans;

    BatchJobs(
            Database database,
            BatchJobTable table,
            BatchRunner runner,
            BatchDeletion deletion,
            ModelResolver models,
            StoredFiles files,
            InputFiles inputs,
            ObjectStore store,
            ObjectLedger ledger,
            Spools spools,
            Idempotency idempotency,
            BatchConfig config,
            CurrentActivity current,
            WebhookSecrets webhookSecrets,
            DeliveryQueue webhooks,
            Share share) {
        this.database = database;
        this.table = table;
        this.runner = runner;
        this.deletion = deletion;
        this.models = models;
        this.files = files;
        this.inputs = inputs;
        this.store = store;
        this.ledger = ledger;
        this.spools = spools;
        this.idempotency = idempotency;
        this.config = config;
        this.current = current;
        this.webhookSecrets = webhookSecrets;
        this.webhooks = webhooks;
        this.scans = new Bulkhead(config.maxScans(), share);
    }

    /** Checks all rows, then commits the job: from here on it will end, whatever happens to this process. */
    BatchJob create(Caller caller, InputStream body, @Nullable String idempotencyKey) {
        Activity activity = current.get();
        UUID id;
        try (Spool spool = spools.open(caller.organisation())) {
            Spool.NewFile spooled = spool.open();
            MessageDigest digest = Fingerprint.digest();
            try (OutputStream out = new DigestOutputStream(spooled.out(), digest)) {
                body.transferTo(out);
            }
            Fingerprint request = Fingerprint.of("createBatchJob", Fingerprint.hex(digest));
            id = idempotency.withSubject(caller.project(), idempotencyKey, request, subject -> {
                if (!subject.again() || isNew(caller, subject.id())) {
                    scans.runHere(caller.organisation(), config.scanWait(), () -> {
                        // Whoever asked first may have waited, too
                        if (isNew(caller, subject.id())) {
                            create(subject.id(), caller, spooled.path(), activity.asParent());
                        }
                    });
                }
                return subject.id();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        activity.with(Attribute.BATCH, id);
        runner.ring();
        webhooks.expect();
        return find(caller, id);
    }

    private boolean isNew(Caller caller, UUID id) {
        return table.find(caller.organisation(), id).isEmpty();
    }

    private void create(UUID id, Caller caller, Path body, TraceParent trace) {
        NewBatch batch = NewBatchReader.read(read(body));
        batch.model().ifPresent(models::requireKnown);
        batch.webhook().ifPresent(webhook -> webhookSecrets.require(caller.organisation()));
        if (batch.inputFiles().isEmpty()) {
            String key = "batches/" + id + "/requests-" + UUID.randomUUID();
            RowList rows = RowList.ofRequest(config.maxInlineRows());
            batch.inlineRows().forEach(row -> rows.add(key, row));
            ledger.announce(key).await().atMost(FIND_TIMEOUT);
            store.put(key, body).await().atMost(STORE_TIMEOUT);
            commit(id, caller, batch, key, rows.list(), trace);
        } else {
            RowList rows = RowList.ofFiles(config.maxRows());
            files(caller, batch.inputFiles()).stream()
                    .map(StoredFile::objectKey)
                    .forEach(key -> inputs.scan(key, row -> rows.add(key, row)));
            commit(id, caller, batch, null, rows.list(), trace);
        }
    }

    private CreationBody read(Path body) {
        try {
            return CreationBody.read(
                    body, config.maxInlineRows(), config.maxRowSize().asLongValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void commit(
            UUID id, Caller caller, NewBatch batch, @Nullable String inlineKey, List<NewRow> rows, TraceParent trace) {
        database.transaction(sql -> {
            if (BatchJobTable.insert(sql, id, caller, batch, inlineKey, rows.size(), trace)) {
                RowTable.insert(sql, id, rows);
                if (inlineKey != null) {
                    ledger.claim(sql.client(), inlineKey).await().atMost(sql.timeout());
                }
            }
            return true;
        });
    }

    /** Looked at before any of them is read. */
    private List<StoredFile> files(Caller caller, List<UUID> ids) {
        List<StoredFile> found = ids.stream().map(id -> file(caller, id)).toList();
        if (found.stream().mapToLong(file -> file.size).sum()
                > config.maxInputSize().asLongValue()) {
            throw new ApiException(ErrorCode.FILE_TOO_LARGE, "The files together are too large.")
                    .param(NewBatchReader.FILES);
        }
        return found;
    }

    private StoredFile file(Caller caller, UUID id) {
        StoredFile file = files.find(caller.organisation(), id)
                .onFailure(ApiException.class)
                .transform(missing -> ((ApiException) missing).param(NewBatchReader.FILES))
                .await()
                .atMost(FIND_TIMEOUT);
        if (file.purpose != FilePurpose.BATCH) {
            throw new ApiException(ErrorCode.INVALID_BATCH_FILE, "The file's purpose is not batch.")
                    .param(NewBatchReader.FILES);
        }
        return file;
    }

    BatchJob find(Caller caller, UUID id) {
        return table.find(caller.organisation(), id).orElseThrow(BatchJobs::notFound);
    }

    BatchJob cancel(Caller caller, UUID id) {
        table.requestCancellation(caller.organisation(), id);
        BatchJob job = find(caller, id);
        runner.ring();
        return job;
    }

    /** With all that was read for it; its files are the client's. */
    void delete(Caller caller, UUID id) {
        if (!table.delete(caller.organisation(), id)) {
            find(caller, id);
            throw new ApiException(ErrorCode.JOB_NOT_FINISHED);
        }
        deletion.ring();
    }

    private static ApiException notFound() {
        return new ApiException(ErrorCode.JOB_NOT_FOUND).param("job_id");
    }
}
