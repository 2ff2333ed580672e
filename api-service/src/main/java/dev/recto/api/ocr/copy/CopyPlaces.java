package dev.recto.api.ocr.copy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How many copies each organisation waits for: nobody's slow pages are to take all turns of the workers. */
final class CopyPlaces {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final int most;
    private final Map<UUID, Integer> waiting = new ConcurrentHashMap<>();

    /** @param most of each organisation */
    CopyPlaces(int most) {
        this.most = most;
    }

    /** @throws ApiException the organisation waits for as many as it may */
    Place take(UUID organisation) {
        if (waiting.merge(organisation, 1, Integer::sum) > most) {
            free(organisation);
            throw new ApiException(ErrorCode.RATE_LIMITED, "Too many copies and pictures are waited for.")
                    .retryAfter(ASK_AGAIN);
        }
        return () -> free(organisation);
    }

    private void free(UUID organisation) {
        waiting.computeIfPresent(organisation, (any, count) -> count == 1 ? null : count - 1);
    }

    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
