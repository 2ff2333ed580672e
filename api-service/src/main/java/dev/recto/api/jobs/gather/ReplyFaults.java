package dev.recto.api.jobs.gather;

import dev.recto.api.background.Background;
import dev.recto.api.background.Causes;
import dev.recto.api.fault.PartAwayException;
import dev.recto.api.messaging.Blame;
import dev.recto.api.postgres.Database;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.DatabaseException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Tells a reply that can't be written down from replies that are too many for one statement, and from a database that is away. INVARIANT: while it
 * is, nothing is blamed on a reply.
 */
@Singleton
class ReplyFaults implements Function<RuntimeException, Blame> {
    private static final Logger LOG = Logger.getLogger(ReplyFaults.class);

    /** Classes of SQLSTATE: cardinality, data, integrity, size of a program. The others tell of the database, or of this version. */
    private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "54");

    /** The server ended the statement, which took longer than any may. */
    private static final String TOOK_TOO_LONG = "57014";

    private final Database database;

    ReplyFaults(Database database) {
        this.database = database;
    }

    @Override
    public Blame apply(RuntimeException failure) {
        List<Throwable> causes = Causes.of(failure).toList();
        if (causes.stream().anyMatch(ReplyFaults::tookTooLong)) {
            return Blame.AMOUNT;
        }
        return causes.stream().noneMatch(ReplyFaults::tellsOfTrouble) && works() ? Blame.MESSAGE : Blame.SERVICE;
    }

    private static boolean tookTooLong(Throwable cause) {
        return cause instanceof DatabaseException refused && TOOK_TOO_LONG.equals(refused.getSqlState());
    }

    private static boolean tellsOfTrouble(Throwable cause) {
        return switch (cause) {
            case DatabaseException refused -> !OF_THE_DATA.contains(classOf(refused));
            case IOException _, VertxException _, TimeoutException _, InterruptedException _ -> true;
            case io.smallrye.mutiny.TimeoutException _, RejectedExecutionException _, PartAwayException _ -> true;
            default -> !(cause instanceof Exception);
        };
    }

    private static String classOf(DatabaseException refused) {
        String state = refused.getSqlState();
        return state == null ? "" : state.substring(0, 2);
    }

    private boolean works() {
        try {
            return Background.call(() -> database.run("select 1", Tuple.tuple()).size() == 1);
        } catch (RuntimeException e) {
            LOG.debug("the database is away as well", e);
            return false;
        }
    }
}
