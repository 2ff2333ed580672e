package dev.recto.api.temporary;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests together may have in temporary files. */
@Singleton
final class SpoolBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    @Inject
    SpoolBudget(TemporaryConfig config) {
        this(config.maxSize().asLongValue());
    }

    SpoolBudget(long limit) {
        this.limit = limit;
    }

    /** Takes the bytes or fails with a 503. */
    void take(long bytes) {
        if (taken.addAndGet(bytes) > limit) {
            taken.addAndGet(-bytes);
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Too many documents are coming in at the moment.");
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
