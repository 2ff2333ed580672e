package dev.recto.api.files.upload;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.files.FileLabel;
import dev.recto.api.files.FileVisibility;
import dev.recto.api.files.FileWriter;
import dev.recto.api.files.StoredFile;
import dev.recto.api.postgres.Transactions;
import dev.recto.api.storage.ObjectGoneException;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.tenancy.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Uploads. Each part is an object of its own, whatever its size; completing streams them, in order and in bounded memory, into the
 * file's object, which S3's own multipart upload could not do with parts below 5 MB.
 */
@ApplicationScoped
class Uploads {
    private final UploadRepository uploads;
    private final PartRepository parts;
    private final PartBytes partBytes;
    private final Transactions transactions;
    private final ObjectStore objects;
    private final ObjectLedger ledger;
    private final FileWriter files;
    private final UploadsConfig config;

    /** A completed upload with its file. */
    record Completed(Upload upload, StoredFile file) {}

    Uploads(
            UploadRepository uploads,
            PartRepository parts,
            PartBytes partBytes,
            Transactions transactions,
            ObjectStore objects,
            ObjectLedger ledger,
            FileWriter files,
            UploadsConfig config) {
        this.uploads = uploads;
        this.parts = parts;
        this.partBytes = partBytes;
        this.transactions = transactions;
        this.objects = objects;
        this.ledger = ledger;
        this.files = files;
        this.config = config;
    }

    /** @param together done in the same transaction, as for the others below */
    Uni<Upload> open(Caller owner, Announcement announced, Function<Upload, Uni<Void>> together) {
        if (announced.size() > config.maxSize().asLongValue()) {
            return Uni.createFrom().failure(new ApiException(ErrorCode.FILE_TOO_LARGE).param("bytes"));
        }
        return transactions.run(() ->
                uploads.persist(Upload.open(owner, announced, config.openFor())).call(together::apply));
    }

    Uni<UploadPart> addPart(
            Caller caller, UUID upload, Path bytes, long size, Function<UploadPart, Uni<Void>> together) {
        if (size > config.maxPartSize().asLongValue()) {
            return Uni.createFrom().failure(new ApiException(ErrorCode.PART_TOO_LARGE).param("data"));
        }
        UploadPart part = UploadPart.of(upload, size);
        return transactions
                .run(() -> uploads.findOpen(caller.organisation(), upload))
                .flatMap(open -> ledger.announce(part.objectKey()))
                .flatMap(announced -> objects.put(part.objectKey(), bytes))
                .flatMap(stored -> transactions.run(() -> uploads.lockOpen(caller.organisation(), upload)
                        .call(this::requireRoom)
                        .flatMap(open -> parts.persist(part))
                        .call(() -> ledger.claim(part.objectKey()))
                        .call(together::apply)));
    }

    /** Parts that are sent again take room, too: up to as much as the largest file. */
    private Uni<Void> requireRoom(Upload upload) {
        return parts.total(upload.id)
                .invoke(stored -> {
                    if (stored.count() >= config.maxParts()
                            || stored.bytes() > upload.size + config.maxSize().asLongValue()) {
                        throw new ApiException(ErrorCode.FILE_TOO_LARGE).param("data");
                    }
                })
                .replaceWithVoid();
    }

    /** @param md5 of the whole file in hex, null if the client does not say */
    Uni<Completed> complete(
            Caller caller,
            UUID id,
            List<String> partIds,
            @Nullable String md5,
            Function<Completed, Uni<Void>> together) {
        return transactions
                .run(() -> uploads.findOpen(caller.organisation(), id)
                        .flatMap(upload -> parts.of(id)
                                .map(stored -> PartOrder.of(partIds, stored, upload.size))
                                .map(ordered -> new Assembly(upload, ordered))))
                .flatMap(assembly -> assemble(caller, assembly, md5, together));
    }

    private record Assembly(Upload upload, List<UploadPart> parts) {}

    /** Parts go when their upload ends, by whomever: then it is that which is told. */
    private Uni<Completed> assemble(
            Caller caller, Assembly assembly, @Nullable String expected, Function<Completed, Uni<Void>> together) {
        Upload upload = assembly.upload();
        Md5 md5 = new Md5();
        AtomicBoolean gone = new AtomicBoolean();
        Multi<Buffer> bytes = partBytes
                .of(assembly.parts())
                .onFailure(ObjectGoneException.class)
                .invoke(() -> gone.set(true));
        Duration lifetime = upload.lifetimeSeconds == null ? null : Duration.ofSeconds(upload.lifetimeSeconds);
        FileLabel label = new FileLabel(upload.filename, upload.purpose, FileVisibility.WORKSPACE, lifetime);
        return files.assemble(
                        caller, label, upload.size, PartBytes.patience(assembly.parts()), md5.pass(bytes), file -> {
                            if (expected != null && !md5.finish().equals(expected.toLowerCase(Locale.ROOT))) {
                                throw new ApiException(ErrorCode.CHECKSUM_MISMATCH).param("md5");
                            }
                            return end(caller, upload.id, UploadStatus.COMPLETED)
                                    .invoke(ended -> ended.file = file.id)
                                    .flatMap(ended -> together.apply(new Completed(ended, file)));
                        })
                .onFailure(failure -> gone.get())
                .recoverWithUni(failure -> transactions
                        .run(() -> uploads.findOpen(caller.organisation(), upload.id))
                        .flatMap(open -> Uni.createFrom().failure(failure)))
                .flatMap(file -> transactions
                        .run(() -> uploads.findById(upload.id))
                        .map(completed -> new Completed(completed, file)));
    }

    Uni<Upload> cancel(Caller caller, UUID id, Function<Upload, Uni<Void>> together) {
        return transactions.run(() -> end(caller, id, UploadStatus.CANCELLED).call(together::apply));
    }

    /** Within a transaction: of several who would end an upload one does. */
    private Uni<Upload> end(Caller caller, UUID id, UploadStatus status) {
        return uploads.lockOpen(caller.organisation(), id)
                .invoke(upload -> upload.status = status)
                .call(upload -> parts.drop(upload.id));
    }
}
