package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.model.PageFault;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.engine.BatchingEngine;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.engine.SessionExecutor;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.reader.BrokenEngineException;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real engine whose calls fail or hang: is it the page, or the engine? */
@Timeout(120)
class BrokenEngineTest {
    private static final int SLOTS = 2;
    private static final int SLOT_TOKENS = 2048;
    private static final int CHECKUPS = 2;

    @TempDir
    private Path cache;

    private final Path snapshot = Path.of("src/test/resources/models/lightonocr-2-tiny");
    private final PagesOfImages pages = new PagesOfImages();
    private FaultyExecutor executor;
    private Answers answers;
    private VisionReader reader;

    @BeforeEach
    void open() {
        open(Savings.NONE, SLOT_TOKENS);
    }

    private void open(Savings savings, int slotTokens) {
        TextTokenizer tokenizer = TextTokenizer.open(snapshot);
        ModelOptions options = ModelOptions.cpu(1).withWeightCache(cache);
        executor = new FaultyExecutor(SessionExecutor.open(snapshot, options, SLOTS, slotTokens));
        answers = new Answers(
                new BatchingEngine(executor, SchedulerLimits.of(SLOTS, slotTokens), 1, EngineListener.NONE),
                new Turns(1),
                Family.of(snapshot).processor(snapshot, tokenizer),
                tokenizer,
                GenerationOptions.greedy(EndTokens.read(snapshot), 6),
                savings);
        reader = new VisionReader(
                new ServedModel("a/b", "b", "a", "", slotTokens, SLOTS, List.of()),
                answers,
                Optional.empty(),
                Optional.empty(),
                Checkup.first(answers, 4, CHECKUPS),
                Duration.ofMillis(200));
        executor.begun.drainPermits();
    }

    @AfterEach
    void close() {
        executor.hanging.countDown();
        reader.close();
    }

    @Test
    void aPageThatTheEngineFailsOnIsAtFaultWhenTheEngineStillReads() {
        executor.failures.set(1);
        assertFault(read(new Cancellation()), PageFault.ENGINE);
        assertThat(broken()).isNotDone();
        assertThat(read(new Cancellation()).join().usage().completionTokens()).isPositive();
    }

    @Test
    void anEngineMayFailAtACheckupOnce() {
        executor.failures.set(CHECKUPS);
        assertFault(read(new Cancellation()), PageFault.ENGINE);
        assertThat(executor.failed).hasValue(CHECKUPS);
        assertThat(broken()).isNotDone();
    }

    /** The plain page takes more tokens than there is room for, unless it is shown as pages are. */
    @Test
    void aCheckupSparesWhatPagesSpare() {
        reader.close();
        open(new Savings(280, false), 256);
        executor.failures.set(1);
        assertFault(read(WarmUp.page(784, 784), new Cancellation()), PageFault.ENGINE);
        assertThat(executor.failed).hasValue(1);
        assertThat(broken()).isNotDone();
        assertThat(read(WarmUp.page(784, 784), new Cancellation())
                        .join()
                        .usage()
                        .completionTokens())
                .isPositive();
    }

    @Test
    void aCheckupThatIsRefusedSaysNothing() {
        Checkup checkup = new Checkup(answers, CHECKUPS);
        assertThat(checkup.passes(System.nanoTime(), 4000, 4000)).isTrue();
        assertThat(checkup.broken()).isNotDone();
    }

    /** As one whose memory does not suffice for them. */
    @Test
    void anEngineThatReadsSmallPagesOnlyIsBroken() throws Exception {
        executor.mostValues = values(WarmUp.page());
        RgbImage sheet = WarmUp.page(784, 784);
        assertThat(values(sheet)).isGreaterThan(executor.mostValues);
        CompletableFuture<PageReading> large = read(sheet, new Cancellation());
        assertThatThrownBy(large::join).cause().isInstanceOf(BrokenEngineException.class);
        assertThat(broken().get(30, TimeUnit.SECONDS)).isInstanceOf(EngineException.class);
    }

    @Test
    void anEngineThatFailsEveryCallIsBrokenAndItsPagesWereNotTried() throws Exception {
        executor.failures.set(Integer.MAX_VALUE);
        List<CompletableFuture<PageReading>> readings =
                List.of(read(new Cancellation()), read(new Cancellation()), read(new Cancellation()));
        for (CompletableFuture<PageReading> reading : readings) {
            assertThatThrownBy(reading::join).cause().isInstanceOf(BrokenEngineException.class);
        }
        assertThat(broken().get(30, TimeUnit.SECONDS)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRunThatCannotBeStoppedBreaksTheEngine() throws Exception {
        executor.hanging = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<PageReading> reading = read(cancellation);
        executor.begun.acquire();
        cancellation.request(PageFault.TIMEOUT);
        assertThat(broken().get(30, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        executor.hanging.countDown();
        assertFault(reading, PageFault.TIMEOUT);
    }

    @Test
    void aCancelledPageLeavesTheQueueThoughTheTowersHang() throws Exception {
        executor.hanging = new CountDownLatch(1);
        CompletableFuture<PageReading> inTheTowers = read(new Cancellation());
        executor.begun.acquire();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<PageReading> waiting = read(cancellation);
        cancellation.request(PageFault.CANCELLED);
        assertFault(waiting, PageFault.CANCELLED);
        assertThat(inTheTowers).isNotDone();
        assertThat(broken()).isNotDone();
        executor.hanging.countDown();
        inTheTowers.join();
    }

    private CompletableFuture<Throwable> broken() {
        return reader.broken().toCompletableFuture();
    }

    private int values(RgbImage page) {
        try (TextTokenizer tokenizer = TextTokenizer.open(snapshot)) {
            return Family.of(snapshot)
                    .processor(snapshot, tokenizer)
                    .prepare(page, null)
                    .views()
                    .getFirst()
                    .values()
                    .length;
        }
    }

    private CompletableFuture<PageReading> read(Cancellation cancellation) {
        return read(WarmUp.page(), cancellation);
    }

    private CompletableFuture<PageReading> read(RgbImage page, Cancellation cancellation) {
        return CompletableFuture.supplyAsync(
                () -> reader.read(pages.request(page, ReadOptions.DEFAULT, cancellation)), Thread::startVirtualThread);
    }

    private static void assertFault(CompletableFuture<PageReading> reading, PageFault fault) {
        assertThatThrownBy(reading::join)
                .cause()
                .isInstanceOfSatisfying(
                        PageFaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
