package dev.recto.worker.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.recto.model.DocumentFault;
import dev.recto.model.ObjectKeys;
import dev.recto.worker.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes what somebody waits for, one at a time: who waits for a turn holds nothing but the place. Blocks. */
final class CopyTurn {
    private static final String TEXT = "text/plain";

    private final ObjectStore store;
    private final Semaphore turn = new Semaphore(1, true);

    CopyTurn(ObjectStore store) {
        this.store = store;
    }

    @FunctionalInterface
    interface Making {
        void make() throws DocumentFaultException, IOException, InterruptedException;
    }

    /**
     * Makes it, or stores why there is to be none; nothing where nobody waits any more, or its deadline is over: what is stored then might stay for good.
     *
     * @throws IOException the storage is in trouble
     */
    Optional<DocumentFault> make(UUID job, UUID copy, Instant deadline, Making making)
            throws IOException, InterruptedException {
        if (!until(deadline).isPositive() || !turn.tryAcquire(until(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try {
            if (isWanted(job, copy, deadline)) {
                making.make();
            }
            return Optional.empty();
        } catch (DocumentFaultException e) {
            if (!until(deadline).isPositive()) {
                return Optional.empty();
            }
            store.put(ObjectKeys.copyRefusal(job, copy), TEXT, e.fault().name().getBytes(US_ASCII))
                    .toCompletableFuture()
                    .join();
            return Optional.of(e.fault());
        } finally {
            turn.release();
        }
    }

    /** To be asked again before it is stored: nobody takes away what came too late. */
    boolean isWanted(UUID job, UUID copy, Instant deadline) throws IOException {
        return until(deadline).isPositive() && !store.exists(ObjectKeys.copyUnwanted(job, copy));
    }

    static Duration until(Instant deadline) {
        return Duration.between(Instant.now(), deadline);
    }
}
