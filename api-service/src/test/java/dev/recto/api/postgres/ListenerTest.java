package dev.recto.api.postgres;

import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Connections that break while they are made. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ListenerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Pools pools;

    @Inject
    Database database;

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    @Test
    void oneThatClosesBeforeItIsWatchedIsReplaced() {
        AtomicBoolean first = new AtomicBoolean(true);
        try (Listener _ = new Listener(
                "a listener",
                silence -> pools.single(silence)
                        .map(made -> first.getAndSet(false) ? closingEarly((PgConnection) made) : made),
                Map.of("listener_test", heard::add),
                () -> {})) {
            await().atMost(SOON).until(() -> {
                database.run("select pg_notify('listener_test', 'news')::text", Tuple.tuple());
                return heard.contains("news");
            });
        }
    }

    /** It is closed just before anybody listens to whether it closes. */
    private static SqlConnection closingEarly(PgConnection connection) {
        return (SqlConnection) Proxy.newProxyInstance(
                ListenerTest.class.getClassLoader(),
                new Class<?>[] {PgConnection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("closeHandler")) {
                        Future<Void> closed = connection.close();
                        closed.toCompletionStage().toCompletableFuture().join();
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
