package dev.recto.api.postgres;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How PostgreSQL is used; where it is, is said by {@code quarkus.datasource.*}. */
@ConfigMapping(prefix = "recto.database")
interface DatabaseConfig {
    Requests requests();

    Background background();

    /** How long connecting may take. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** What a client may wait for. */
    interface Requests extends PoolConfig {
        /** Connections of a process for requests. */
        @Override
        @WithDefault("20")
        int connections();

        /** How long a request waits for one of them. */
        @Override
        @WithDefault("1500ms")
        Duration acquireTimeout();

        /** How long one of its statements may take. */
        @Override
        @WithDefault("2500ms")
        Duration statementTimeout();

        /** How long one of its statements may wait for a lock. */
        @Override
        @WithDefault("2s")
        Duration lockTimeout();

        /** How long one of its transactions may do nothing. */
        @Override
        @WithDefault("5s")
        Duration idleInTransactionTimeout();
    }

    /** What goes on by itself: queues, sweeping, batches, retention. */
    interface Background extends PoolConfig {
        /** Connections of a process for work in the background, over and above those for requests. */
        @Override
        @WithDefault("10")
        int connections();

        /** How long such work waits for one of them. */
        @Override
        @WithDefault("10s")
        Duration acquireTimeout();

        /** How long one of its statements may take. */
        @Override
        @WithDefault("20s")
        Duration statementTimeout();

        /** How long one of its statements may wait for a lock. */
        @Override
        @WithDefault("10s")
        Duration lockTimeout();

        /** How long one of its transactions may do nothing. */
        @Override
        @WithDefault("30s")
        Duration idleInTransactionTimeout();
    }
}
