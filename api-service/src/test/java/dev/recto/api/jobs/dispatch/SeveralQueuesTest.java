package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.reading.JobState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.PageTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Workers of one model that take from different queues. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class SeveralQueuesTest {
    private static final int PAGES = 60;
    private static final int SLOTS = 4;

    @Inject
    SomeJobs some;

    @Inject
    ServedModels models;

    private final String model = "fake/queues-" + UUID.randomUUID();

    @Test
    void eachQueueGetsPagesAndNoPageGoesToTwo() {
        try (FakeWorker first = new FakeWorker(model, SLOTS, Script.pages(PAGES));
                FakeWorker other = FakeWorker.ofQueue(3, model, SLOTS, Script.pages(PAGES))) {
            await().atMost(Duration.ofMinutes(1)).until(() -> models.slots(model) == 2 * SLOTS);
            UUID job = some.accept(model);
            await().atMost(Duration.ofMinutes(1)).until(() -> some.find(job).state() == JobState.SUCCEEDED);

            assertThat(first.taken()).isNotEmpty();
            assertThat(other.taken()).isNotEmpty();
            assertThat(Stream.concat(first.taken().stream(), other.taken().stream()))
                    .extracting(PageTask::page)
                    .doesNotHaveDuplicates()
                    .hasSize(PAGES);
        }
    }

    @Test
    void aQueueFromWhichNobodyTakesGetsNothing() {
        try (FakeWorker only =
                FakeWorker.ofQueue(2, model, SLOTS, Script.pages(PAGES)).awaitServed(models)) {
            UUID job = some.accept(model);
            await().atMost(Duration.ofMinutes(1)).until(() -> some.find(job).state() == JobState.SUCCEEDED);

            assertThat(only.taken()).extracting(PageTask::page).hasSize(PAGES);
        }
    }
}
