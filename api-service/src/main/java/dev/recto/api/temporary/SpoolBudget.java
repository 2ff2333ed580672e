package dev.recto.api.temporary;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.limits.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Bytes that all requests together may have in one place, those of each organisation its share. */
final class SpoolBudget {
    private final long limit;
    private final Share share;
    private final Map<UUID, Long> taken = new HashMap<>();
    private long total;

    SpoolBudget(long limit, Share share) {
        this.limit = limit;
        this.share = share;
    }

    /** Takes the bytes, or fails with a 503 where there is no room, and with a 429 where it is only the organisation's that is full. */
    synchronized void take(UUID organisation, long bytes) {
        long own = taken.getOrDefault(organisation, 0L);
        if (total + bytes > limit) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "Too many requests are coming in at the moment.");
        }
        if (!share.allows(own + bytes, total - own, limit)) {
            throw new ApiException(
                    ErrorCode.RATE_LIMITED, "Too many requests of the organisation are coming in at the moment.");
        }
        taken.put(organisation, own + bytes);
        total += bytes;
    }

    synchronized void giveBack(UUID organisation, long bytes) {
        taken.computeIfPresent(organisation, (id, own) -> own == bytes ? null : own - bytes);
        total -= bytes;
    }

    synchronized long taken() {
        return total;
    }
}
