package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Cancellation page = new Cancellation();

    @Test
    void whatIsDoneInTimeIsKept() {
        assertThat(new TimeLimit(LONG, page).within(here -> "read")).contains("read");
        assertThat(page.requested()).isFalse();
    }

    @Test
    void whatTakesLongerIsGivenUpAndThePageGoesOn() {
        assertThat(new TimeLimit(Duration.ofMillis(1), page).within(TimeLimitTest::untilTheEnd))
                .isEmpty();
        assertThat(page.requested()).isFalse();
    }

    @Test
    void endsWithThePage() {
        page.request(PageFault.CANCELLED);
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> new TimeLimit(LONG, page).within(TimeLimitTest::untilTheEnd))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(PageFault.CANCELLED));
    }

    @Test
    void whatFailsFails() {
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> new TimeLimit(LONG, page).within(here -> {
                    throw new PageFaultException(PageFault.ENGINE);
                }))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(PageFault.ENGINE));
    }

    private static String untilTheEnd(Cancellation here) {
        CountDownLatch end = new CountDownLatch(1);
        here.onRequest(end::countDown);
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        here.throwIfRequested();
        return "never";
    }
}
