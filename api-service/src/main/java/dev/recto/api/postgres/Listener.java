package dev.recto.api.postgres;

import dev.recto.api.background.Bell;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection that listens. It is asked for a sign of life now and then, so that one which leads nowhere is noticed, and is made
 * anew when it breaks.
 */
final class Listener implements AutoCloseable {
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(8);
    private static final Duration PATIENCE = SILENCE.plusSeconds(5);

    private final Function<Duration, Future<SqlConnection>> connect;
    private final Map<String, Consumer<String>> channels;
    private final Runnable heard;
    private final Bell bell;
    private volatile @Nullable PgConnection connection;

    Listener(
            String name,
            Function<Duration, Future<SqlConnection>> connect,
            Map<String, Consumer<String>> channels,
            Runnable heard) {
        this.connect = connect;
        this.channels = channels;
        this.heard = heard;
        this.bell = new Bell(name, CHECK, this::check).start();
        bell.ring();
    }

    private void check() {
        PgConnection current = connection;
        if (current != null) {
            ask(current);
            return;
        }
        PgConnection fresh = (PgConnection) await(connect.apply(SILENCE));
        try {
            listen(fresh);
        } catch (RuntimeException | Error e) {
            fresh.close();
            throw e;
        }
        heard.run();
    }

    /** One that closed before anybody listened for its end tells of it only when it is asked. */
    private void ask(PgConnection current) {
        try {
            await(current.query("select 1").execute());
        } catch (RuntimeException | Error e) {
            connection = null;
            current.close();
            throw e;
        }
    }

    private void listen(PgConnection fresh) {
        fresh.notificationHandler(notification -> {
            Consumer<String> taker = channels.get(notification.getChannel());
            if (taker != null) {
                taker.accept(notification.getPayload());
            }
        });
        for (String channel : channels.keySet()) {
            await(fresh.query("listen " + channel).execute());
        }
        connection = fresh;
        fresh.closeHandler(closed -> {
            if (connection == fresh) {
                connection = null;
                bell.ring();
            }
        });
    }

    private static <T> T await(Future<T> future) {
        return Uni.createFrom()
                .completionStage(future.toCompletionStage())
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void close() {
        bell.close();
        PgConnection last = connection;
        if (last != null) {
            last.closeHandler(closed -> {});
            last.close();
        }
    }
}
