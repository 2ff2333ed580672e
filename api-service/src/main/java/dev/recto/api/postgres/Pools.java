package dev.recto.api.postgres;

import dev.recto.api.background.Background;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;

/** One pool for requests and one for {@link Background} work, so that the one never waits for the other. */
@Singleton
public class Pools {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Pool requests;
    private final Pool background;
    private final DataSource source;
    private final DatabaseConfig config;

    Pools(Pool requests, DataSource source, DatabaseConfig config) {
        this.requests = requests;
        this.source = source;
        this.config = config;
        if (requests.size() > config.requests().connections()) {
            throw new IllegalStateException("the pool for requests is not ours");
        }
        this.background = Pool.newInstance(source.background());
    }

    /** The pool of whatever this thread does. */
    Pool current() {
        return Background.isCurrent() ? background : requests;
    }

    /**
     * One statement on its own, on the pool of whatever this thread does. The pool's own way of doing so complains in the log of each
     * that it gives up.
     */
    public Uni<RowSet<Row>> execute(String statement, Tuple parameters) {
        return current()
                .withConnection(
                        connection -> connection.preparedQuery(statement).execute(parameters));
    }

    /** A connection in neither of them, closed when nothing is said on it for so long. */
    Future<SqlConnection> single(Duration silence) {
        return source.connect(silence);
    }

    /** The longest that anything from the current pool takes: getting a connection, or a statement. */
    Duration patience() {
        PoolConfig limits = Background.isCurrent() ? config.background() : config.requests();
        return limits.acquireTimeout().plus(DataSource.silence(limits)).plusSeconds(1);
    }

    @PreDestroy
    void close() {
        background.close().await().atMost(CLOSING);
    }
}
