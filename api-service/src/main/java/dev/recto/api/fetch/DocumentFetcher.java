package dev.recto.api.fetch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.files.SignedUrls;
import dev.recto.api.files.StoredFiles;
import dev.recto.api.limits.Bulkhead;
import dev.recto.api.limits.Share;
import dev.recto.api.storage.Checksum;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.temporary.NoRoom;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.TemporaryFiles;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Brings documents named by URL into the store. Callable from any thread; nothing blocks. No URL is logged or told. */
@ApplicationScoped
public class DocumentFetcher {
    private static final Logger LOG = Logger.getLogger(DocumentFetcher.class);
    private static final String PRIVATE = "rw-------";

    private final Vertx vertx;
    private final FetchConfig config;
    private final ObjectStore objects;
    private final ObjectLedger ledger;
    private final StoredFiles files;
    private final SignedUrls signedUrls;
    private final AddressPolicy policy;
    private final HostResolver resolver;
    private final TemporaryFiles temporary;
    private final Bulkhead bulkhead;
    private final HttpClient client;

    DocumentFetcher(
            Vertx vertx,
            FetchConfig config,
            ObjectStore objects,
            ObjectLedger ledger,
            StoredFiles files,
            SignedUrls signedUrls,
            TemporaryFiles temporary,
            Share share) {
        this.vertx = vertx;
        this.temporary = temporary;
        this.config = config;
        this.objects = objects;
        this.ledger = ledger;
        this.files = files;
        this.signedUrls = signedUrls;
        this.policy = AddressPolicy.allowing(config.allowedNetworks().orElse(List.of()));
        this.resolver = HostResolver.system(vertx);
        this.bulkhead = new Bulkhead(config.maxConcurrent(), share);
        this.client = vertx.createHttpClient(UrlDownload.options(config));
    }

    /**
     * Announces the document and stores it under the key, in the organisation's turn. A signed URL of this service is not fetched: it stands for the stored file.
     *
     * <p>Fails with {@link ErrorCode#URL_NOT_ALLOWED}, {@link ErrorCode#DOCUMENT_UNREACHABLE},
     * {@link ErrorCode#DOCUMENT_TOO_LARGE}, {@link ErrorCode#EMPTY_DOCUMENT} or {@link ErrorCode#FILE_NOT_FOUND}.
     *
     * @param spool that its bytes are counted in
     */
    public Uni<FetchedDocument> fetch(UUID organisation, String url, String objectKey, Spool spool) {
        return Uni.createFrom().deferred(() -> {
            HttpUrl address = HttpUrl.parse(url);
            return signedUrls
                    .target(address.uri())
                    .map(this::stored)
                    .orElseGet(() -> withTemporaryFile(file -> download(organisation, address, file, spool)
                            .flatMap(size -> digest(file).map(sha256 -> new FetchedDocument(objectKey, size, sha256)))
                            .call(() -> ledger.announce(objectKey))
                            .call(() -> objects.put(objectKey, Path.of(file)))))
                    .onFailure(failure -> isNotAllowed(failure) && signedUrls.isLikeOne(address.uri()))
                    .transform(forged -> new ApiException(ErrorCode.DOCUMENT_UNREACHABLE));
        });
    }

    private static boolean isNotAllowed(Throwable failure) {
        return failure instanceof ApiException fault && fault.code() == ErrorCode.URL_NOT_ALLOWED;
    }

    private Uni<FetchedDocument> stored(SignedUrls.Target target) {
        if (!target.valid()) {
            return Uni.createFrom().failure(new ApiException(ErrorCode.DOCUMENT_UNREACHABLE));
        }
        return files.find(target.file()).map(file -> new FetchedDocument(file.objectKey(), file.size, file.sha256));
    }

    private Uni<String> digest(String file) {
        return uni(() -> vertx.executeBlocking(() -> Checksum.sha256(Path.of(file)), false));
    }

    /** Not into a file that is gone: whoever waited for its turn no longer does, and nobody would delete it. */
    private Uni<Long> download(UUID organisation, HttpUrl url, String file, Spool spool) {
        return uni(() -> bulkhead.run(
                organisation,
                rest -> vertx.fileSystem()
                        .open(file, new OpenOptions().setWrite(true).setCreate(false))
                        .compose(opened -> download(url, opened, resolver.leaving(rest), spool)
                                .eventually(() -> opened.close()))));
    }

    private Future<Long> download(HttpUrl url, AsyncFile file, HostResolver leaving, Spool spool) {
        UrlDownload download = new UrlDownload(client, leaving, policy, config, file, spool::count);
        return download.from(url)
                .timeout(config.totalTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> download.abort())
                .recover(failure -> Future.failedFuture(told(failure)))
                .map(size -> {
                    if (size == 0) {
                        throw new ApiException(ErrorCode.EMPTY_DOCUMENT);
                    }
                    return size;
                });
    }

    /** What goes wrong between here and there is the document's being unreachable; only its kind is logged. */
    static ApiException told(Throwable failure) {
        if (failure instanceof ApiException fault) {
            return fault;
        }
        LOG.debugf("A document could not be fetched: %s", failure.getClass().getSimpleName());
        return new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
    }

    private <T> Uni<T> withTemporaryFile(Function<String, Uni<T>> work) {
        return uni(() -> vertx.fileSystem()
                        .createTempFile(temporary.directory().toString(), "fetch-", ".tmp", PRIVATE)
                        .recover(full -> Future.failedFuture(NoRoom.of(full))))
                .flatMap(file -> work.apply(file)
                        .onTermination()
                        .call(() -> uni(() -> vertx.fileSystem().delete(file))));
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
