package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingRoomTest {
    private final WaitingRoom room = new WaitingRoom(1);

    private CompletableFuture<WaitingRoom.Place> enter(AtomicBoolean cancelled) throws InterruptedException {
        CompletableFuture<WaitingRoom.Place> entered = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                entered.complete(room.enter(cancelled::get));
            } catch (CancellationException e) {
                entered.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.WAITING && !entered.isDone()) {
            Thread.onSpinWait();
        }
        return entered;
    }

    @Test
    void placesAreGivenInTheOrderOfAsking() throws InterruptedException {
        WaitingRoom.Place first = enter(new AtomicBoolean()).join();
        List<CompletableFuture<WaitingRoom.Place>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(enter(new AtomicBoolean()));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        first.close();
        first.close();
        for (int i = 0; i < 3; i++) {
            WaitingRoom.Place place = waiting.get(i).join();
            assertThat(waiting.subList(i + 1, 3)).noneMatch(CompletableFuture::isDone);
            place.close();
        }
    }

    @Test
    void whoIsCancelledLeavesTheLine() throws InterruptedException {
        WaitingRoom.Place taken = enter(new AtomicBoolean()).join();
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<WaitingRoom.Place> leaving = enter(cancelled);
        CompletableFuture<WaitingRoom.Place> staying = enter(new AtomicBoolean());
        cancelled.set(true);
        room.dropCancelled();
        assertThatThrownBy(leaving::join).isInstanceOf(CancellationException.class);
        assertThat(staying).isNotDone();
        taken.close();
        staying.join().close();
    }

    @Test
    void thereIsRoomForOneAtLeast() {
        assertThatThrownBy(() -> new WaitingRoom(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
