package dev.recto.api.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.forward.upstream.ForwardedJob;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes have claimed the same document: the first one's claim had lapsed. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ForwardTableTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final JobError REFUSED = new JobError(
            ErrorCode.RATE_LIMITED, null, Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));

    @Inject
    ForwardTable table;

    @Inject
    SomeJobs some;

    @Inject
    Database database;

    @Inject
    MeterRegistry registry;

    private long forwardedBefore;
    private ForwardedJob former;
    private ForwardedJob present;

    @BeforeEach
    void claimTwice() {
        forwardedBefore = forwarded();
        some.forward("lapsed/x");
        former = table.claim("lapsed", 1, LEASE).getFirst();
        database.run("update job set deadline = now() - interval '1 second' where id = $1", Tuple.of(former.id()));
        present = table.claim("lapsed", 1, LEASE).getFirst();
        assertThat(present.id()).isEqualTo(former.id());
    }

    @Test
    void onlyTheFirstClaimIsCounted() {
        assertThat(forwarded() - forwardedBefore).isEqualTo(1);
        table.fail(present, REFUSED);
    }

    @Test
    void onlyThePresentClaimIsRenewed() {
        assertThat(table.renew(List.of(former), LEASE)).isEmpty();
        assertThat(table.renew(List.of(present), LEASE)).containsExactly(present);
        table.fail(present, REFUSED);
        assertThat(table.renew(List.of(present), LEASE)).isEmpty();
    }

    @Test
    void aFormerClaimCannotPutItBack() {
        table.putBack(former, Duration.ZERO);
        assertThat(job().state()).isEqualTo(JobState.FORWARDED);
        table.putBack(present, Duration.ZERO);
        assertThat(job().state()).isEqualTo(JobState.TO_FORWARD);
        table.claim("lapsed", 1, LEASE).forEach(again -> table.fail(again, REFUSED));
    }

    @Test
    void whatIsPutBackIsNotClaimedBeforeItsPauseIsOver() {
        table.putBack(present, Duration.ofHours(1));
        assertThat(database.run(
                                "select extract(epoch from deadline - now())::int as seconds from job where id = $1",
                                Tuple.of(present.id()))
                        .iterator()
                        .next()
                        .getInteger("seconds"))
                .isBetween(3540, 3600);
        assertThat(table.claim("lapsed", 1, LEASE)).isEmpty();
        some.cancel(present.id());
    }

    @Test
    void aFormerClaimCannotFailIt() {
        table.fail(former, REFUSED);
        assertThat(job().state()).isEqualTo(JobState.FORWARDED);
        table.fail(present, REFUSED);
        assertThat(job().state()).isEqualTo(JobState.FAILED);
        assertThat(job().error()).isEqualTo(REFUSED);
    }

    @Test
    void whatWasReadCountsWhoeverReadIt() {
        table.succeed(former.id(), List.of());
        assertThat(job().state()).isEqualTo(JobState.SUCCEEDED);
        table.fail(present, REFUSED);
        assertThat(job().state()).isEqualTo(JobState.SUCCEEDED);
    }

    private long forwarded() {
        return registry.timer("recto.job.reached", "lane", "interactive", "state", "forwarded")
                .count();
    }

    private Job job() {
        return some.find(present.id());
    }
}
