package dev.recto.api.postgres;

import java.time.Duration;

/** The limits of one pool. Everything that waits for PostgreSQL waits within them. */
interface PoolConfig {
    int connections();

    Duration acquireTimeout();

    Duration statementTimeout();

    Duration lockTimeout();

    Duration idleInTransactionTimeout();
}
