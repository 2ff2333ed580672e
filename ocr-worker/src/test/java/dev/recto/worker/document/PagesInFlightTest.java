package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.workspace.WorkDirectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that were drawn keep their part of the heap until they are closed, however many threads there are to draw more. */
@Timeout(60)
class PagesInFlightTest {
    private static final Duration AMPLE = Duration.ofSeconds(50);
    private static final StoredDocument PHOTO = new StoredDocument("photo", null);
    private static final StoredDocument TEXT = new StoredDocument("text", null);

    /** Of a photo of 1,000 by 1,000 pixels. */
    private static final long PAGE = DecoderMemory.ofPage(DocumentKind.JPEG, 1_000_000);

    @TempDir
    Path directory;

    @Test
    void moreThanThereIsRoomForTakeTurns() throws Exception {
        try (Documents documents = documents(new HeapBudget(5 * PAGE / 2, AMPLE));
                DocumentPage second = documents.page(PHOTO, 0)) {
            DocumentPage first = documents.page(PHOTO, 0);
            first.draw(300);
            second.draw(300);
            CompletableFuture<Integer> third = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform().start(() -> {
                try (DocumentPage page = documents.page(PHOTO, 0)) {
                    third.complete(page.draw(300).image().width());
                } catch (IOException | InterruptedException | RuntimeException e) {
                    third.completeExceptionally(e);
                }
            });
            untilItWaitsForRoom(thread);
            assertThat(third).isNotDone();
            second.draw(150);
            first.close();
            assertThat(third.get(30, TimeUnit.SECONDS)).isEqualTo(1000);
        }
    }

    /** A poster that waits for nearly all of the heap has everybody wait behind it. */
    @Test
    void whoIsCancelledWaitsForNothing() throws Exception {
        try (Documents documents = documents(new HeapBudget(3 * PAGE / 2, AMPLE));
                DocumentPage first = documents.page(PHOTO, 0);
                DocumentPage next = documents.page(TEXT, 0)) {
            RgbImage picture = first.draw(300).image();
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Integer> second = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform().start(() -> {
                try (DocumentPage page = documents.page(PHOTO, 0, cancellation)) {
                    second.complete(page.draw(300).image().width());
                } catch (IOException | InterruptedException | RuntimeException e) {
                    second.completeExceptionally(e);
                }
            });
            untilItWaitsForRoom(thread);

            cancellation.request(PageFault.CANCELLED);

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> second.get(30, TimeUnit.SECONDS))
                    .withCauseInstanceOf(PageFaultException.class);
            first.settle(picture);
            assertThat(next.draw(72).image().width()).isPositive();
        }
    }

    @Test
    void whoWaitsInVainIsTriedAgain() throws Exception {
        try (Documents documents = documents(new HeapBudget(PAGE, Duration.ZERO));
                DocumentPage first = documents.page(PHOTO, 0);
                DocumentPage second = documents.page(TEXT, 0)) {
            first.draw(300);
            assertThatExceptionOfType(PageNotTriedException.class).isThrownBy(() -> second.draw(300));
        }
    }

    /** As models do: minutes pass from the drawing to the last token. */
    @Test
    void whatIsSettledTakesItsPictureOnly() throws Exception {
        try (Documents documents = documents(new HeapBudget(PAGE * 3 / 2, Duration.ZERO));
                DocumentPage first = documents.page(PHOTO, 0);
                DocumentPage second = documents.page(PHOTO, 0)) {
            RgbImage picture = first.draw(300).image();
            assertThatExceptionOfType(PageNotTriedException.class).isThrownBy(() -> second.draw(300));
            first.settle(picture);
            assertThat(second.draw(300).image().width()).isPositive();
        }
    }

    @Test
    void aPageOfMoreThanThereIsGoesAlone() throws Exception {
        try (Documents documents = documents(new HeapBudget(PAGE / 10, Duration.ZERO))) {
            for (StoredDocument document : new StoredDocument[] {PHOTO, TEXT, PHOTO}) {
                try (DocumentPage page = documents.page(document, 0)) {
                    assertThat(page.draw(300).image().width()).isPositive();
                }
            }
        }
    }

    /** In the budget, not in the reading of a file. */
    private static void untilItWaitsForRoom(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING || !waitsInBudget(thread)) {
            Thread.onSpinWait();
        }
    }

    private static boolean waitsInBudget(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(HeapBudget.class.getName())) {
                return true;
            }
        }
        return false;
    }

    private Documents documents(HeapBudget heap) throws IOException {
        FakeStore store = new FakeStore();
        byte[] photo = TestImages.jpeg(new BufferedImage(1000, 1000, BufferedImage.TYPE_INT_RGB));
        store.put("photo", "", photo).toCompletableFuture().join();
        store.put("text", "", SamplePdf.of("good")).toCompletableFuture().join();
        return new Documents(
                new DocumentCache(store, WorkDirectory.claim(directory, "recto-documents"), 10 << 20, 20 << 20, 4),
                new Guard(4, 2, () -> {}),
                new DocumentLimits(10, 20_000_000, 72, 32 << 20),
                AMPLE,
                AMPLE,
                AMPLE,
                heap);
    }
}
