package dev.recto.api.ocr.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.messaging.MessageSender;
import dev.recto.api.messaging.NotSentException;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.models.ServedModels;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.storage.ChunkInputStream;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.StoredObject;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.Topics;
import dev.recto.model.Words;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Asks workers for copies, since only they open documents, and waits for the bytes: whoever loses one on the way, the client asks again.
 * INVARIANT: a copy stands in the ledger before anything of it is stored, so that it goes whoever dies meanwhile. For virtual threads.
 */
@Singleton
public class CopyOrders {
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final long SHORTEST_PAUSE = 20;

    private final ObjectStore store;
    private final ObjectLedger ledger;
    private final MessageSender sender;
    private final ServedModels served;
    private final CopyPlaces places;
    private final CopyConfig config;

    CopyOrders(ObjectStore store, ObjectLedger ledger, MessageSender sender, ServedModels served, CopyConfig config) {
        this.store = store;
        this.ledger = ledger;
        this.sender = sender;
        this.served = served;
        this.config = config;
        places = new CopyPlaces(config.mostWaiting());
    }

    /** What the worker needs beside the document. */
    void enclose(Copy copy, Path text) {
        await(store.put(ObjectKeys.copyText(copy.job(), copy.id()), text));
    }

    /**
     * Returns when there is one.
     *
     * @param enclosing stores what the worker needs beside the document
     * @param task with its deadline
     * @param gone whether whoever asked has left
     * @throws ApiException a worker says why there is to be none, none made it in time, or too many are waited for
     */
    Copy make(Job job, Consumer<Copy> enclosing, BiFunction<Copy, Instant, DocumentTask> task, BooleanSupplier gone) {
        requireWorker();
        try (CopyPlaces.Place place = places.take(job.organisation())) {
            Copy copy = new Copy(job.id(), TimeOrderedId.next());
            await(ledger.announce(ObjectKeys.copyPrefix(copy.job(), copy.id())));
            enclosing.accept(copy);
            order(job, copy, task, gone);
            return copy;
        }
    }

    /** Nothing is gained by waiting for one: workers that sleep wake for pages to read. */
    private void requireWorker() {
        if (served.all().isEmpty()) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "No worker is there to make it.")
                    .retryAfter(ASK_AGAIN);
        }
    }

    private void order(Job job, Copy copy, BiFunction<Copy, Instant, DocumentTask> task, BooleanSupplier gone) {
        Instant ordered = Instant.now();
        Instant deadline = ordered.plus(config.waitTime());
        send(job, copy, task.apply(copy, deadline));
        while (Instant.now().isBefore(deadline)) {
            if (await(store.exists(ObjectKeys.copyDocument(copy.job(), copy.id())))) {
                return;
            }
            refusal(copy).ifPresent(refusal -> {
                forget(copy);
                throw refusal;
            });
            if (gone.getAsBoolean()) {
                await(store.put(ObjectKeys.copyUnwanted(copy.job(), copy.id()), new byte[0]));
                break;
            }
            pause(Duration.between(ordered, Instant.now()));
        }
        // A worker may be about to store it, so it stays in the ledger for its time
        throw late();
    }

    /** Can be done once. */
    public void write(Copy copy, OutputStream out) throws IOException {
        StoredObject stored = await(store.get(ObjectKeys.copyDocument(copy.job(), copy.id())));
        try (InputStream in = new ChunkInputStream(stored.bytes())) {
            in.transferTo(out);
        } finally {
            forget(copy);
        }
    }

    private Optional<ApiException> refusal(Copy copy) {
        String refusal = ObjectKeys.copyRefusal(copy.job(), copy.id());
        return await(store.exists(refusal))
                ? Optional.of(refused(new String(await(store.read(refusal)), US_ASCII)))
                : Optional.empty();
    }

    private void forget(Copy copy) {
        await(ledger.discard(ObjectKeys.copyPrefix(copy.job(), copy.id())));
    }

    private void send(Job job, Copy copy, DocumentTask task) {
        try {
            sender.prepare(Topics.DOCUMENTS);
            sender.send(List.of(new Outgoing<>(Topics.DOCUMENTS, copy.id().toString(), task, job.trace())))
                    .failure()
                    .ifPresent(failure -> {
                        throw failure;
                    });
        } catch (NotSentException e) {
            throw late();
        }
    }

    /** What takes a moment is told at once, and what takes long is not looked for all the time. */
    private void pause(Duration waited) {
        try {
            Thread.sleep(Math.min(config.poll().toMillis(), Math.max(SHORTEST_PAUSE, waited.toMillis() / 5)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        }
    }

    private static ApiException late() {
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "No worker has made it in time.").retryAfter(ASK_AGAIN);
    }

    /** One that only newer workers know is like a damaged document. */
    private static ApiException refused(String fault) {
        return JobError.of(Words.kept(DocumentFault.class, fault).orElse(DocumentFault.INVALID))
                .exception();
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(STORE_TIMEOUT);
    }
}
