package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.engine.DecodingEngine;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.reader.Cancellation;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of a page's pixels while somebody waits for its answer. */
@Timeout(120)
class PixelsTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/models/glm-ocr-tiny");

    private final TextTokenizer tokenizer = TextTokenizer.open(SNAPSHOT);
    private final Towers towers = new Towers();
    private final Answers answers = new Answers(
            towers,
            new Turns(1),
            Family.of(SNAPSHOT).processor(SNAPSHOT, tokenizer),
            tokenizer,
            GenerationOptions.greedy(EndTokens.read(SNAPSHOT), 4),
            Savings.NONE);

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void whoWaitsForAnAnswerKeepsNoneOfThem() throws InterruptedException {
        ask();
        Waiting page = towers.pages.take();
        for (int i = 0; i < 100 && page.pixels.get() != null; i++) {
            System.gc();
        }
        assertThat(page.pixels.get()).isNull();
        page.answer.completeExceptionally(new CancellationException());
    }

    @Test
    void noMorePagesArePreparedThanThereIsRoomForInFrontOfTheTowers() throws InterruptedException {
        ask();
        ask();
        Waiting first = towers.pages.take();
        assertThat(towers.pages).isEmpty();
        first.taken.run();
        towers.pages.take().answer.completeExceptionally(new CancellationException());
        first.answer.completeExceptionally(new CancellationException());
    }

    private void ask() {
        Thread.startVirtualThread(() -> {
            try {
                answers.ask(WarmUp.page(), null, new Cancellation(), Activity.NONE);
            } catch (CancellationException atTheEndOfTheTest) {
                return;
            }
        });
    }

    private record Waiting(WeakReference<ImageView> pixels, Runnable taken, CompletableFuture<PageTimes> answer) {}

    /** Takes no page of its own accord. */
    private static final class Towers implements DecodingEngine {
        private final BlockingQueue<Waiting> pages = new LinkedBlockingQueue<>();

        @Override
        public CompletableFuture<PageTimes> submit(PreparedPage page, TokenChooser chooser, Runnable taken) {
            Waiting waiting =
                    new Waiting(new WeakReference<>(page.views().getFirst()), taken, new CompletableFuture<>());
            pages.add(waiting);
            return waiting.answer;
        }

        @Override
        public CompletableFuture<?> dropCancelled() {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletionStage<Throwable> broken() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
