package dev.recto.model;

import java.time.Instant;
import java.util.List;

/** Sent by a worker at every {@link #INTERVAL_SECONDS}; one that is silent for {@link #EXPIRY_SECONDS} serves nothing. */
public record WorkerHeartbeat(String worker, Instant at, boolean draining, List<ServedModel> models) {
    public static final int INTERVAL_SECONDS = 2;
    public static final int EXPIRY_SECONDS = 10;
}
