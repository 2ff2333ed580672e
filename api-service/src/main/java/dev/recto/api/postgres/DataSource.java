package dev.recto.api.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes all connections from the one data source that is configured, its address, credentials and TLS. INVARIANT: a connection on
 * which PostgreSQL says nothing for longer than a statement may take is closed by this side, whoever uses it; so nobody waits
 * for a server that is frozen or gone without a word, and its place in the pool is free again.
 */
@Singleton
class DataSource implements PgPoolCreator {
    /** A server that works gives a statement up before this side gives the server up. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final DatabaseConfig config;
    private @Nullable Input source;

    DataSource(DatabaseConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input configured) {
        source = configured;
        return pool("requests", config.requests());
    }

    Pool background() {
        return pool("background", config.background());
    }

    /** A connection that is in no pool. */
    Future<SqlConnection> connect(Duration silence) {
        Vertx vertx = source().vertx();
        PgConnectOptions server =
                connecting("single", source().pgConnectOptionsList().getFirst());
        return new ReadTimeoutDriver(silence)
                .createConnectionFactory(vertx, () -> Future.succeededFuture(server))
                .connect(vertx.getOrCreateContext());
    }

    private Pool pool(String name, PoolConfig limits) {
        List<PgConnectOptions> servers = source().pgConnectOptionsList().stream()
                .map(server -> onServer(connecting(name, server), limits))
                .toList();
        return new ReadTimeoutDriver(silence(limits)).createPool(source().vertx(), servers, options(name, limits));
    }

    /** Unused connections go in good time before this side would close them as silent, perhaps just when they are wanted. */
    private PoolOptions options(String name, PoolConfig limits) {
        int silence = (int) silence(limits).toMillis();
        return new PoolOptions(source().poolOptions())
                .setShared(false)
                .setName(name)
                .setMaxSize(limits.connections())
                .setConnectionTimeout((int) limits.acquireTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(silence / 2)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(silence / 8);
    }

    private PgConnectOptions connecting(String name, PgConnectOptions server) {
        PgConnectOptions connecting = new PgConnectOptions(server);
        connecting.setMetricsName(name);
        connecting.setConnectTimeout((int) config.connectTimeout().toMillis());
        connecting.setTcpKeepAlive(true);
        return connecting;
    }

    private static PgConnectOptions onServer(PgConnectOptions server, PoolConfig limits) {
        return server.addProperty("statement_timeout", milliseconds(limits.statementTimeout()))
                .addProperty("lock_timeout", milliseconds(limits.lockTimeout()))
                .addProperty("idle_in_transaction_session_timeout", milliseconds(limits.idleInTransactionTimeout()));
    }

    private static String milliseconds(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    static Duration silence(PoolConfig limits) {
        return limits.statementTimeout().plus(GRACE);
    }

    private Input source() {
        if (source == null) {
            throw new IllegalStateException("the pool for requests is made first");
        }
        return source;
    }
}
