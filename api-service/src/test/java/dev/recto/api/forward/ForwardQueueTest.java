package dev.recto.api.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.forward.upstream.ReadPage;
import dev.recto.api.forward.upstream.Upstream;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.jobs.UsageMeters;
import dev.recto.api.limits.Allowances;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ForwardQueueTest {
    @Inject
    Jobs jobs;

    @Inject
    ForwardTable table;

    @Inject
    JobNews news;

    @Inject
    Allowances allowances;

    @Inject
    JobsConfig config;

    @Inject
    UsageMeters usage;

    @Inject
    BackgroundConfig background;

    @Inject
    Database database;

    @Inject
    SomeJobs some;

    @Test
    void whatFailsOnThisSideIsSentAgain() {
        UUID job = some.forward("ours/x");
        advance("ours", () -> {
            throw new IllegalStateException("the store does not answer");
        });

        await().until(() -> some.find(job).state() == JobState.TO_FORWARD);
        some.cancel(job);
    }

    @Test
    void whatFailsOnThisSideEachTimeIsUnavailability() {
        UUID job = some.forward("failing/x");
        database.run("update job set attempt = $1 where id = $2", Tuple.of(config.attempts() - 1, job));
        advance("failing", () -> {
            throw new IllegalStateException("the store does not answer");
        });

        await().until(() -> some.find(job).state() == JobState.FAILED);
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.SERVICE_UNAVAILABLE, null));
    }

    @Test
    void whatFailsOnTheOtherSideIsTold() {
        UUID job = some.forward("theirs/x");
        advance("theirs", () -> {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE);
        });

        await().until(() -> some.find(job).state() == JobState.FAILED);
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.SERVICE_UNAVAILABLE, null));
    }

    /** For longer each time, and for as long as its batch has. */
    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"RATE_LIMITED", "SERVICE_UNAVAILABLE"})
    void aDocumentOfABatchWaitsForAnUpstreamThatIsAway(ErrorCode code) {
        String provider = "away-" + code.word();
        UUID job = some.forward(provider + "/x");
        database.run("update job set lane = $1 where id = $2", Tuple.of(Lane.BATCH.ordinal(), job));
        Instant before = Instant.now();
        for (int i = 1; i <= config.attempts() + 3; i++) {
            int times = i;
            database.run("update job set deadline = null where id = $1", Tuple.of(job));
            advance(provider, () -> {
                throw new ApiException(code);
            });
            await().until(() -> row(job).getInteger("postponed") == times);
        }

        assertThat(some.find(job).state()).isEqualTo(JobState.TO_FORWARD);
        assertThat(row(job).getInteger("attempt")).isZero();
        assertThat(row(job).getOffsetDateTime("deadline").toInstant())
                .isBetween(
                        before.plus(config.forwardPause().multipliedBy(8)),
                        Instant.now().plus(config.forwardLongestPause().multipliedBy(2)));
        some.cancel(job);
    }

    /** It may be away because of this document, and others of the batch wait for its place. */
    @Test
    void aDocumentOfABatchWaitsForAnUpstreamNotForEver() {
        UUID job = some.forward("killed/x");
        database.run(
                "update job set lane = $1, postponed = $2 where id = $3",
                Tuple.of(Lane.BATCH.ordinal(), config.forwardPostponements(), job));
        advance("killed", () -> {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE);
        });

        await().until(() -> some.find(job).state() == JobState.FAILED);
    }

    @Test
    void anUpstreamThatIsAwayMaySayForHowLong() {
        UUID job = some.forward("asking/x");
        database.run("update job set lane = $1 where id = $2", Tuple.of(Lane.BATCH.ordinal(), job));
        Instant before = Instant.now();
        advance("asking", () -> {
            throw new ApiException(ErrorCode.RATE_LIMITED).retryAfter(Duration.ofHours(1));
        });
        await().until(() -> row(job).getInteger("postponed") == 1);

        assertThat(row(job).getOffsetDateTime("deadline").toInstant())
                .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
        some.cancel(job);
    }

    private Row row(UUID job) {
        return database.run("select attempt, postponed, deadline from job where id = $1", Tuple.of(job))
                .iterator()
                .next();
    }

    @Test
    void whatNobodyWaitsForIsGivenUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch givenUp = new CountDownLatch(1);
        UUID job = some.forward("slow/x");
        ForwardQueue queue = advance("slow", () -> {
            begun.countDown();
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                givenUp.countDown();
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("given up");
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        some.cancel(job);
        queue.work.renew();

        assertThat(givenUp.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(some.find(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void onlyDocumentsForTheSameUpstreamGoBefore() {
        UUID other = some.forward("other/x");
        UUID first = some.forward("same/x");
        UUID second = some.forward("same/y");

        assertThat(jobs.position(some.find(first))).isZero();
        assertThat(jobs.position(some.find(second))).isEqualTo(1);
        List.of(other, first, second).forEach(some::cancel);
    }

    private ForwardQueue advance(String provider, Runnable reading) {
        ForwardQueue queue =
                new ForwardQueue(new Failing(provider, reading), table, news, allowances, config, usage, background);
        queue.advance();
        return queue;
    }

    private record Failing(String provider, Runnable reading) implements Upstream {
        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public List<ReadPage> read(ForwardedJob job) {
            reading.run();
            throw new AssertionError("should have failed");
        }
    }
}
