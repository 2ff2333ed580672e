package dev.recto.api.batch.result;

import dev.recto.api.batch.table.BatchJob;
import java.util.UUID;

/**
 * A job that this process winds up as long as it holds the lease.
 *
 * @param closer unlike any other's, so that who has lost the lease ends nothing
 * @param attempt counted from 1
 */
record Closing(BatchJob batch, UUID closer, int attempt) {}
