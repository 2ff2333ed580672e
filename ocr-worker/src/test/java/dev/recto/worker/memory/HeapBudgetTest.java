package dev.recto.worker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeapBudgetTest {
    private static final long MEGA = 1 << 20;

    private final HeapBudget budget = new HeapBudget(100 * MEGA, Duration.ZERO);

    @Test
    void pagesThatFitGoTogether() throws InterruptedException {
        assertThat(budget.take(60 * MEGA)).isPresent();
        assertThat(budget.take(40 * MEGA)).isPresent();
        assertThat(budget.take(1)).isEmpty();
    }

    @Test
    void aPageOfMoreThanAllGoesAlone() throws InterruptedException {
        HeapBudget.Share small = budget.take(MEGA).orElseThrow();
        assertThat(budget.take(1000 * MEGA)).isEmpty();
        small.close();
        HeapBudget.Share huge = budget.take(1000 * MEGA).orElseThrow();
        assertThat(budget.take(1)).isEmpty();
        huge.close();
        assertThat(budget.take(100 * MEGA)).isPresent();
    }

    @Test
    void whoWaitsGoesOnOnceThereIsRoom() throws Exception {
        HeapBudget patient = new HeapBudget(100 * MEGA, Duration.ofMinutes(1));
        HeapBudget.Share first = patient.take(60 * MEGA).orElseThrow();
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                second.complete(patient.take(60 * MEGA).isPresent());
            } catch (InterruptedException e) {
                second.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(second).isNotDone();
        first.shrinkTo(40 * MEGA);
        assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void nothingIsGivenBackTwice() throws InterruptedException {
        HeapBudget.Share share = budget.take(60 * MEGA).orElseThrow();
        share.shrinkTo(20 * MEGA);
        share.shrinkTo(50 * MEGA);
        share.close();
        share.close();
        assertThat(budget.take(100 * MEGA)).isPresent();
        assertThat(budget.take(1)).isEmpty();
    }
}
