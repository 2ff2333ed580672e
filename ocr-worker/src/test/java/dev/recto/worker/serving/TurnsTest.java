package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fairness, counted. */
class TurnsTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> granted = Collections.synchronizedList(new ArrayList<>());
    private final Cancellation cancellation = new Cancellation();
    private final List<Turns.Turn> held = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        cancellation.request(PageFault.CANCELLED);
        threads.close();
    }

    /** Returns when it waits, or has its place. */
    private CompletableFuture<Void> ask(Turns.Line line, String name) throws Exception {
        int before = line.waiting() + granted.size();
        CompletableFuture<Void> asked = CompletableFuture.runAsync(
                () -> {
                    held.add(line.take());
                    granted.add(name);
                },
                threads);
        while (line.waiting() + granted.size() == before && !asked.isCompletedExceptionally()) {
            Thread.onSpinWait();
        }
        return asked;
    }

    private void giveBackOne() {
        int before = granted.size();
        held.removeFirst().close();
        while (granted.size() == before) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aPageOfManyRegionsDoesNotHoldUpOneOfFew() throws Exception {
        Turns turns = new Turns(2);
        Turns.Line many = turns.line(cancellation);
        for (int i = 0; i < 40; i++) {
            var _ = ask(many, "many");
        }
        Turns.Line few = turns.line(cancellation);
        var _ = ask(few, "few");
        Turns.Line other = turns.line(cancellation);
        var _ = ask(other, "other");
        var _ = ask(other, "other");

        for (int i = 0; i < 41; i++) {
            giveBackOne();
        }

        assertThat(granted.subList(0, 2)).containsOnly("many");
        assertThat(granted.subList(2, 7)).containsExactly("many", "few", "other", "many", "other");
        assertThat(granted).hasSize(43);
    }

    @Test
    void whoeverWaitsInLinesOfTheirOwnAreServedInTheOrderOfAsking() throws Exception {
        Turns turns = new Turns(1);
        for (String name : List.of("a", "b", "c", "d")) {
            var _ = ask(turns.line(cancellation), name);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(granted).hasSize(i + 1);
            giveBackOne();
        }

        assertThat(granted).containsExactly("a", "b", "c", "d");
    }

    @Test
    void thereIsOnePlaceAtLeast() {
        assertThatThrownBy(() -> new Turns(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPageAloneHasAllPlaces() throws Exception {
        Turns.Line line = new Turns(3).line(cancellation);
        for (int i = 0; i < 5; i++) {
            var _ = ask(line, "a");
        }

        assertThat(granted).hasSize(3);
        assertThat(line.waiting()).isEqualTo(2);
    }

    @Test
    void whoeverWaitsInAClosedLineIsSentAwayAndTakesNoPlaceWithHim() throws Exception {
        Turns turns = new Turns(1);
        Cancellation closes = new Cancellation();
        Turns.Line closing = turns.line(closes);
        var _ = ask(closing, "first");
        CompletableFuture<Void> waiting = ask(closing, "second");

        closes.request(PageFault.CANCELLED);

        assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        assertThatThrownBy(closing::take).isInstanceOf(CancellationException.class);
        Turns.Line next = turns.line(cancellation);
        var _ = ask(next, "next");
        giveBackOne();
        assertThat(granted).containsExactly("first", "next");
    }

    @Test
    void aPlaceIsGivenBackOnce() throws Exception {
        Turns turns = new Turns(1);
        Turns.Line line = turns.line(cancellation);
        Turns.Turn turn = line.take();
        turn.close();
        turn.close();
        var _ = ask(line, "a");
        var _ = ask(line, "b");

        assertThat(granted).containsExactly("a");
    }
}
