package dev.recto.api.files;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.postgres.Transactions;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.tenancy.Caller;
import dev.recto.model.ObjectKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes files: first the bytes, then the row that speaks for them. Callable from any thread; nothing blocks but {@link #write}. */
@ApplicationScoped
public class FileWriter {
    private static final Duration ANNOUNCE_TIMEOUT = Duration.ofSeconds(30);

    private final FileRepository repository;
    private final Transactions transactions;
    private final ObjectStore objects;
    private final ObjectLedger ledger;
    private final FilesConfig config;

    FileWriter(
            FileRepository repository,
            Transactions transactions,
            ObjectStore objects,
            ObjectLedger ledger,
            FilesConfig config) {
        this.repository = repository;
        this.transactions = transactions;
        this.objects = objects;
        this.ledger = ledger;
        this.config = config;
    }

    /** What a client sent, if it may be that large and its bytes are what its purpose wants. */
    Uni<Content> inspect(NewFile sent) {
        if (sent.size() > config.maxSize().asLongValue()) {
            return Uni.createFrom().failure(new ApiException(ErrorCode.FILE_TOO_LARGE).param("file"));
        }
        return inspect(sent.bytes())
                .invoke(content -> content.require(sent.label().purpose()));
    }

    /** @param together done in the transaction that makes the file appear; its failure keeps the file from appearing */
    Uni<StoredFile> create(Caller owner, NewFile sent, Content content, Function<StoredFile, Uni<Void>> together) {
        StoredFile file = StoredFile.sent(TimeOrderedId.next(), owner, sent.label(), content);
        return store(file, sent.bytes())
                .flatMap(stored -> transactions.run(() -> persist(file).call(together::apply)));
    }

    /**
     * For what the service itself writes for a batch, by a virtual thread. There is no such file yet when it is finished: see
     * {@link #appear}.
     */
    public FileStream write(Caller owner, String filename, SampleType sampleType) {
        FileLabel label = new FileLabel(filename, FilePurpose.BATCH, FileVisibility.WORKSPACE, null);
        UUID id = TimeOrderedId.next();
        String key = ObjectKeys.file(owner.organisation(), id);
        ledger.announceWriting(key).await().atMost(ANNOUNCE_TIMEOUT);
        return new FileStream(
                objects.write(key), () -> ledger.discard(key).await().indefinitely(), content -> {
                    StoredFile file = StoredFile.sent(id, owner, label, content);
                    file.sampleType = sampleType;
                    file.source = FileSource.MISTRAL;
                    file.mimetype = "application/jsonl";
                    return file;
                });
    }

    /** @param together done in the transaction that makes the stored files appear; its failure keeps them from appearing */
    public Uni<Void> appear(List<StoredFile> files, Supplier<Uni<Void>> together) {
        return transactions
                .run(() -> together.get()
                        .flatMap(done -> Multi.createFrom()
                                .iterable(files)
                                .onItem()
                                .transformToUniAndConcatenate(this::persist)
                                .onItem()
                                .ignoreAsUni()))
                .onFailure()
                .call(() -> Multi.createFrom()
                        .iterable(files)
                        .onItem()
                        .transformToUniAndConcatenate(file -> ledger.discard(file.objectKey()))
                        .onItem()
                        .ignoreAsUni());
    }

    /**
     * Stores bytes that come as a stream, looking at them on their way.
     *
     * @param coming how long it may take them to come, beside what it takes to store so many
     * @param together is called when they are all stored; what it returns is done in the transaction that makes the file appear,
     *     and its failure keeps the file from appearing
     */
    public Uni<StoredFile> assemble(
            Caller owner,
            FileLabel label,
            long size,
            Duration coming,
            Multi<Buffer> bytes,
            Function<StoredFile, Uni<Void>> together) {
        UUID id = TimeOrderedId.next();
        String key = ObjectKeys.file(owner.organisation(), id);
        ObservedBytes observed = new ObservedBytes(bytes);
        return ledger.announce(key)
                .flatMap(announced -> objects.put(key, size, coming, observed.pass()))
                .map(stored -> observed.finish())
                .invoke(content -> content.require(label.purpose()))
                .map(content -> StoredFile.sent(id, owner, label, content))
                .flatMap(file -> transactions.run(() -> together.apply(file).flatMap(done -> persist(file))))
                .onFailure()
                .call(() -> ledger.discard(key));
    }

    private Uni<Void> store(StoredFile file, Path bytes) {
        return ledger.announce(file.objectKey()).flatMap(announced -> objects.put(file.objectKey(), bytes));
    }

    private Uni<StoredFile> persist(StoredFile file) {
        return repository.persist(file).call(() -> ledger.claim(file.objectKey()));
    }

    private static Uni<Content> inspect(Path bytes) {
        return Uni.createFrom()
                .item(Unchecked.supplier(() -> ContentReader.read(bytes)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
