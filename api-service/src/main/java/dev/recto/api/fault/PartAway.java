package dev.recto.api.fault;

import dev.recto.api.background.Causes;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells an outage of a part that requests need from a defect of the service. */
final class PartAway {
    /** Connections, and resources of the server. */
    private static final Set<String> CLASSES = Set.of("08", "53");

    /**
     * Gave a statement or a wait for a lock up, ended a session or a transaction, shuts down, crashed, starts, is a standby that
     * was the primary.
     */
    private static final Set<String> STATES =
            Set.of("57014", "55P03", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006");

    /** What the driver says when no connection is free in time, or the one at hand was lost: no classes of their own tell it. */
    private static final List<String> LOST = List.of("Timeout", "Connection is not active now");

    private PartAway() {}

    /** The failure may be wrapped: by Hibernate, by Mutiny, by whoever waited for it. */
    static boolean isCauseOf(Throwable failure) {
        return Causes.of(failure).anyMatch(PartAway::is);
    }

    private static boolean is(Throwable failure) {
        return switch (failure) {
            case PartAwayException away -> true;
            case DatabaseException refused -> isState(refused.getSqlState());
            case SQLException refused -> isState(refused.getSQLState());
            case TimeoutException late -> true;
            case java.util.concurrent.TimeoutException late -> true;
            case ClosedConnectionException closed -> true;
            case ClosedChannelException closed -> true;
            case SocketException broken -> true;
            case UnknownHostException unknown -> true;
            case VertxException e -> e == ConnectionBase.CLOSED_EXCEPTION || isLost(e);
            case NoStackTraceThrowable e -> isLost(e);
            default -> false;
        };
    }

    private static boolean isLost(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        return LOST.stream().anyMatch(message::startsWith);
    }

    private static boolean isState(@Nullable String state) {
        return state != null
                && (STATES.contains(state) || state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
