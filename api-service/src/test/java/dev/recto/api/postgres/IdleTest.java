package dev.recto.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.StatementCount;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process with nothing to do, though workers wait for work, hardly bothers the database. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(DefaultPauses.class)
@Tag("thorough")
class IdleTest {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int MOST_PER_SECOND = 2;

    @Inject
    StatementCount statements;

    @Inject
    ServedModels models;

    /** Longer than all loops' longest pause, and watched until all pauses are as long as they get. */
    @Test
    void itAsksTheDatabaseTwiceASecondAtMost() {
        try (FakeWorker worker = new FakeWorker("fake/idle", 4, Script.pages(1))) {
            await().atMost(Duration.ofMinutes(1)).until(() -> models.slots("fake/idle") > 0);
            statements.forget();

            await().alias("statements in " + WINDOW)
                    .pollDelay(WINDOW)
                    .pollInterval(WINDOW)
                    .atMost(WINDOW.multipliedBy(5))
                    .untilAsserted(() -> {
                        long count = statements.count();
                        String all = String.join("\n", statements.list());
                        statements.forget();
                        assertThat(count).as(all).isLessThanOrEqualTo(MOST_PER_SECOND * WINDOW.toSeconds());
                    });
            assertThat(worker.taken()).isEmpty();
        }
    }
}
