package dev.recto.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkheadTest {
    private static final UUID OURS = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();

    private final List<String> begun = new ArrayList<>();
    private final List<Promise<Void>> running = new ArrayList<>();

    @Test
    void aPlaceIsKeptForWhatATaskLeavesBehind() {
        Bulkhead bulkhead = new Bulkhead(1, new Share(1));
        Promise<Void> lookup = Promise.promise();

        Future<String> late = bulkhead.run(OURS, rest -> {
            rest.until(lookup.future());
            return Future.failedFuture("too late");
        });
        bulkhead.run(THEIRS, rest -> Future.succeededFuture(begun.add("next")));

        assertThat(late.failed()).isTrue();
        assertThat(begun).isEmpty();
        lookup.fail("no such host");
        assertThat(begun).containsExactly("next");
    }

    @Test
    void anOrganisationHasAPartOfThePlacesThatTheOthersLeave() {
        Bulkhead bulkhead = new Bulkhead(8, new Share(0.5));
        for (int i = 0; i < 20; i++) {
            start(bulkhead, OURS, "ours");
        }
        assertThat(begun).hasSize(4);
        for (int i = 0; i < 20; i++) {
            start(bulkhead, THEIRS, "theirs");
        }
        assertThat(begun).hasSize(6).filteredOn("theirs"::equals).hasSize(2);
        for (int i = 0; i < 4; i++) {
            start(bulkhead, UUID.randomUUID(), "another");
        }
        assertThat(begun).hasSize(8).filteredOn("another"::equals).hasSize(2);
    }

    @Test
    void whatWaitsGoesOnInTurns() {
        Bulkhead bulkhead = new Bulkhead(1, new Share(1));
        start(bulkhead, OURS, "a1");
        start(bulkhead, OURS, "a2");
        start(bulkhead, OURS, "a3");
        start(bulkhead, THEIRS, "b1");
        start(bulkhead, THEIRS, "b2");
        for (int i = 0; i < 5; i++) {
            running.removeFirst().complete();
        }
        assertThat(begun).containsExactly("a1", "a2", "b1", "a3", "b2");
    }

    @Test
    void aTaskThatBreaksLeavesItsPlace() {
        Bulkhead bulkhead = new Bulkhead(1, new Share(1));
        assertThat(bulkhead.run(OURS, rest -> Future.failedFuture("broken")).failed())
                .isTrue();
        assertThat(bulkhead.run(OURS, rest -> broken()).failed()).isTrue();
        start(bulkhead, OURS, "next");

        assertThat(begun).containsExactly("next");
    }

    @Test
    void whoseTurnDoesNotComeInTimeGoesAway() {
        Bulkhead bulkhead = new Bulkhead(1, new Share(1));
        start(bulkhead, OURS, "first");
        assertThatThrownBy(() -> bulkhead.runHere(OURS, Duration.ofMillis(20), () -> begun.add("late")))
                .isInstanceOfSatisfying(
                        ApiException.class, late -> assertThat(late.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        running.removeFirst().complete();
        bulkhead.runHere(OURS, Duration.ofMinutes(1), () -> begun.add("second"));
        bulkhead.runHere(THEIRS, Duration.ofMinutes(1), () -> begun.add("third"));

        assertThat(begun).containsExactly("first", "second", "third");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.1, Double.NaN})
    void aShareIsAPart(double part) {
        assertThatThrownBy(() -> new Share(part)).hasMessageContaining("recto.limits.organisation-share");
    }

    private static Future<Void> broken() {
        throw new IllegalStateException("broken");
    }

    private void start(Bulkhead bulkhead, UUID organisation, String name) {
        Promise<Void> end = Promise.promise();
        Future<Void> task = bulkhead.run(organisation, rest -> {
            begun.add(name);
            running.add(end);
            return end.future();
        });
        assertThat(task.isComplete()).isFalse();
    }
}
