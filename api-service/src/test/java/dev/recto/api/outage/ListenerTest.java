package dev.recto.api.outage;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.recto.api.TestDatabase;
import dev.recto.api.postgres.Notifications;
import dev.recto.parts.PartKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ShortWaits.class)
class ListenerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // by the test resource
    private SeparateParts parts;

    @Inject
    Notifications notifications;

    @Inject
    TestDatabase database;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void itListensAgainAfterTheServerDiedAndSaysSo() throws Exception {
        try (AutoCloseable listening =
                notifications.listen("test", Map.of("recto_test", heard::add), begun::incrementAndGet)) {
            await().atMost(LIMIT).untilAtomic(begun, is(1));
            hears("before");

            parts.kill(PartKind.POSTGRES);
            parts.start(PartKind.POSTGRES);
            await().atMost(LIMIT).untilAtomic(begun, greaterThan(1));
            hears("after");
        }
    }

    /** Sent again and again: the pool of the test has connections that died, too. */
    private void hears(String word) {
        await().atMost(LIMIT).until(() -> {
            try {
                database.execute("notify recto_test, '" + word + "'");
            } catch (AssertionError lost) {
                return false;
            }
            return heard.contains(word);
        });
    }
}
