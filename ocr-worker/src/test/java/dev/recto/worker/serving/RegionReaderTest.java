package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;
import dev.recto.worker.engine.BatchingEngine;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.engine.SessionExecutor;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import dev.recto.worker.regions.RegionFinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of made-up regions through a real engine. */
class RegionReaderTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/models/glm-ocr-tiny");
    private static final int SLOTS = 2;
    private static final int SLOT_TOKENS = 256;
    private static final int WIDTH = 400;
    private static final int LINE = 30;

    @TempDir
    static Path weights;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Semaphore answered = new Semaphore(0);
    private final AtomicInteger answers = new AtomicInteger();
    private final List<Detection> detections = new ArrayList<>();
    private Set<PageFlag> finderFlags = Set.of();
    private FaultyExecutor executor;
    private VisionReader reader;
    private int newTokens = 6;

    @BeforeEach
    void open() {
        TextTokenizer tokenizer = TextTokenizer.open(SNAPSHOT);
        executor = new FaultyExecutor(
                SessionExecutor.open(SNAPSHOT, ModelOptions.cpu(2).withWeightCache(weights), SLOTS, SLOT_TOKENS));
        EngineListener listener = new EngineListener() {
            @Override
            public void answered(PageTimes times, int promptTokens, int tokens) {
                answers.incrementAndGet();
                answered.release();
            }
        };
        BatchingEngine engine = new BatchingEngine(
                executor, new SchedulerLimits(SLOTS, SLOT_TOKENS, SLOTS + 2, 1, 64, 64), 1, listener);
        Answers asked = new Answers(
                engine,
                new Turns(2),
                Family.GLM.processor(SNAPSHOT, tokenizer),
                tokenizer,
                GenerationOptions.greedy(EndTokens.read(SNAPSHOT), newTokens),
                Savings.NONE);
        reader = new VisionReader(
                new ServedModel("a/b", "b", "a", "", SLOT_TOKENS, SLOTS + 1, List.of()),
                asked,
                Optional.of(new RegionReader(
                        new MadeUp(), RegionPrompts.of(Family.GLM), asked.options(), new LayoutMeters(meters, "a/b"))),
                Optional.empty(),
                Checkup.first(asked, 2, 1),
                Duration.ofMinutes(1));
        assertAnswered(1);
        answers.set(0);
    }

    /** So many, and no more; the engine tells of them a moment later. */
    private void assertAnswered(int count) {
        try {
            assertThat(answered.tryAcquire(count, 60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(answered.drainPermits()).isZero();
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private final class MadeUp implements RegionFinder {
        @Override
        public List<Region> regions(RgbImage page, Stop stop, Activity activity) {
            return new RegionFilter(page.width(), page.height())
                    .regions(detections.stream()
                            .filter(detection -> detection.bounds().top() < page.height())
                            .toList());
        }

        @Override
        public Set<PageFlag> flags() {
            return finderFlags;
        }

        @Override
        public void close() {}
    }

    private static RgbImage noise(int lines) {
        byte[] rgb = new byte[3 * WIDTH * lines * LINE];
        new Random(7).nextBytes(rgb);
        return new RgbImage(WIDTH, lines * LINE, rgb);
    }

    private void found(Label label, double left, double right) {
        int at = detections.size();
        detections.add(new Detection(
                at, label, 0.5 + 0.01 * at, at, new Detection.Bounds(left, at * LINE, right, at * LINE + LINE - 5)));
    }

    private CompletableFuture<PageReading> read(RgbImage page, ReadOptions options, Cancellation cancellation) {
        return CompletableFuture.supplyAsync(
                () -> reader.read(new PagesOfImages().request(page, options, cancellation)),
                Thread::startVirtualThread);
    }

    private PageReading read(int lines) {
        return read(noise(lines), ReadOptions.DEFAULT, new Cancellation()).join();
    }

    @Test
    void pagesSayWhatIsToBeKnownOfTheirRegions() {
        finderFlags = Set.of(PageFlag.INT8_LAYOUT);
        found(Label.TEXT, 10, 390);

        assertThat(read(1).flags()).contains(PageFlag.INT8_LAYOUT);
    }

    @Test
    void regionsBecomeBlocksInTheirOrder() {
        found(Label.DOC_TITLE, 10, 390);
        found(Label.TEXT, 10, 390);
        found(Label.IMAGE, 10, 200);
        found(Label.TABLE, 10, 390);
        found(Label.HEADER, 10, 390);
        found(Label.DISPLAY_FORMULA, 10, 390);

        PageReading page = read(7);

        assertThat(page.blocks())
                .extracting(Block::type)
                .containsExactly(BlockType.TITLE, BlockType.TEXT, BlockType.IMAGE, BlockType.TABLE, BlockType.EQUATION);
        assertThat(page.markdown())
                .startsWith("# ")
                .contains("\n\n![img-0.jpeg](img-0.jpeg)\n\n")
                .endsWith("\n$$");
        Block title = page.blocks().getFirst();
        assertThat(page.markdown().substring(title.start(), title.end())).startsWith("# ");
        assertThat(title.box()).isEqualTo(new Box(10, 0, 390, 25));
        assertThat(title.typeConfidence()).isEqualTo(0.5);
        assertThat(title.confidence()).isNotNull();
        Box crop = page.pictures().getFirst().box();
        assertThat(page.pictures()).containsExactly(new Picture(crop));
        assertThat(crop.width()).isBetween(189, 190);
        assertThat(page.blocks().get(2).box()).isEqualTo(crop);
        assertThat(page.usage().completionTokens()).isBetween(4, 4 * newTokens);
        assertAnswered(4);
        assertThat(meters.counter("recto.vlm.regions", "model", "a/b", "outcome", "read")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void headersAndFootersAreReadForWhoeverAsksForThem() {
        found(Label.HEADER, 10, 390);
        found(Label.TEXT, 10, 390);
        found(Label.NUMBER, 10, 390);
        found(Label.ASIDE_TEXT, 10, 390);
        ReadOptions asked = new ReadOptions(null, null, null, null, true, false, false, true, true, false, List.of());

        assertThat(read(4).blocks()).extracting(Block::type).containsExactly(BlockType.TEXT);
        assertThat(read(noise(4), asked, new Cancellation()).join().blocks())
                .extracting(Block::type)
                .containsExactly(BlockType.HEADER, BlockType.TEXT, BlockType.FOOTER);
    }

    @Test
    void aPageWithoutRegionsIsReadWhole() {
        found(Label.FOOTER, 10, 390);

        PageReading page = read(3);

        assertThat(page.usage().completionTokens()).isPositive();
        assertThat(page.blocks()).isEmpty();
        assertAnswered(1);
    }

    @Test
    void aPromptSeesTheWholePage() {
        found(Label.TEXT, 10, 390);
        found(Label.TEXT, 10, 390);

        read(noise(3), new ReadOptions("Say what it is", "Fill in", null, null, true, false, false), new Cancellation())
                .join();

        assertAnswered(2);
    }

    @Test
    void aPageOfFortyRegionsIsReadWholly() {
        for (int i = 0; i < 40; i++) {
            found(i % 8 == 7 ? Label.TABLE : Label.TEXT, 10, 390);
        }

        PageReading page = read(40);

        assertAnswered(40);
        assertThat(page.flags()).doesNotContain(PageFlag.INCOMPLETE);
        assertThat(page.blocks()).isSortedAccordingTo((a, b) -> a.start() - b.start());
    }

    /** A line more than two hundred times as wide as high has no patches. */
    @Test
    void aRegionThatCannotBeReadIsLeftOutAndSaidSo() {
        found(Label.TEXT, 10, 390);
        detections.add(new Detection(1, Label.TEXT, 0.9, 1, new Detection.Bounds(0, 40, 400, 41)));
        found(Label.TEXT, 10, 390);

        PageReading page = read(4);

        assertThat(page.flags()).contains(PageFlag.INCOMPLETE);
        assertAnswered(2);
        assertThat(meters.counter("recto.vlm.regions", "model", "a/b", "outcome", "left_out")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRegionOnWhichTheEngineFailsCostsNoOther() {
        for (int i = 0; i < 5; i++) {
            found(Label.TEXT, 10, 390);
        }
        executor.failures.set(2);

        PageReading page = read(6);

        assertThat(executor.failed).hasValue(2);
        assertThat(page.flags()).contains(PageFlag.INCOMPLETE);
        assertThat(meters.counter("recto.vlm.regions", "model", "a/b", "outcome", "read")
                        .count())
                .isBetween(3.0, 4.0);
    }

    @Test
    void aPageOfWhichNoRegionCanBeReadHasFailed() {
        detections.add(new Detection(0, Label.TEXT, 0.9, 1, new Detection.Bounds(0, 40, 400, 41)));

        assertThatThrownBy(() -> read(4))
                .cause()
                .isInstanceOfSatisfying(
                        PageFaultException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(PageFault.ENGINE));
    }

    @Test
    void regionsThatAreCutOffAreFlaggedAndTheOthersStay() {
        found(Label.TEXT, 10, 390);

        PageReading page = read(2);
        assertThat(page.flags()).containsExactly(PageFlag.TRUNCATED);
        assertThat(page.usage().completionTokens()).isEqualTo(newTokens);
    }

    @Test
    void aCancelledPageLetsGoOfAllItsRegionsAndOthersGoOn() throws Exception {
        for (int i = 0; i < 40; i++) {
            found(Label.TEXT, 10, 390);
        }
        Cancellation cancellation = new Cancellation();
        CompletableFuture<PageReading> cancelled = read(noise(40), ReadOptions.DEFAULT, cancellation);
        answered.acquire(3);
        CompletableFuture<PageReading> other = read(noise(2), ReadOptions.DEFAULT, new Cancellation());

        cancellation.request(PageFault.CANCELLED);

        assertThatThrownBy(cancelled::join)
                .cause()
                .isInstanceOfSatisfying(
                        PageFaultException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(PageFault.CANCELLED));
        assertThat(other.join().usage().completionTokens()).isPositive();
        assertThat(answers.get()).isLessThan(20);
    }

    /** It comes when forty regions wait, and goes when a few of them have been read. */
    @Test
    void aPageOfTwoLinesDoesNotWaitForOneOfForty() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            found(Label.TEXT, 10, 390);
        }
        CompletableFuture<PageReading> many = read(noise(40), ReadOptions.DEFAULT, new Cancellation());
        answered.acquire(3);
        int before = answers.get();

        read(noise(2), ReadOptions.DEFAULT, new Cancellation()).join();

        assertThat(answers.get() - before).isLessThan(25);
        assertThat(many).isNotDone();
        many.join();
        assertAnswered(39);
    }
}
