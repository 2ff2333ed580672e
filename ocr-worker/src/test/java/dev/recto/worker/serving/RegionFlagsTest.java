package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.LoopLimits;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import dev.recto.worker.regions.RegionFinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a model says of one region, by a script, is about that region. */
class RegionFlagsTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/models/glm-ocr-tiny");
    private static final int REGIONS = 5;
    private static final int LOOP = 20;
    private static final int VOCABULARY = 525;

    private final TextTokenizer tokenizer = TextTokenizer.open(SNAPSHOT);
    private final int end = EndTokens.read(SNAPSHOT).iterator().next();
    private final ScriptedEngine engine = new ScriptedEngine(VOCABULARY);
    private int maximumTokens = 200;

    private PageReading read() {
        RgbImage page = new RgbImage(200, 40 * REGIONS, new byte[3 * 200 * 40 * REGIONS]);
        GenerationOptions generation =
                GenerationOptions.greedy(Set.of(end), maximumTokens).withLoopLimits(new LoopLimits(LOOP, 4, 10));
        Answers answers = new Answers(
                engine, new Turns(1), Family.GLM.processor(SNAPSHOT, tokenizer), tokenizer, generation, Savings.NONE);
        RegionReader regions = new RegionReader(
                new Rows(),
                RegionPrompts.of(Family.GLM),
                generation,
                new LayoutMeters(new SimpleMeterRegistry(), "a/b"));
        try (VisionReader reader = new VisionReader(
                new ServedModel("a/b", "b", "a", "", 8192, 1, List.of()),
                answers,
                Optional.of(regions),
                Optional.empty(),
                new Checkup(answers, 1),
                Duration.ofMinutes(1))) {
            return reader.read(new PagesOfImages().request(page, ReadOptions.DEFAULT));
        }
    }

    private static final class Rows implements RegionFinder {
        @Override
        public List<Region> regions(RgbImage page, Stop stop, Activity activity) {
            return new RegionFilter(page.width(), page.height())
                    .regions(IntStream.range(0, REGIONS)
                            .mapToObj(i -> new Detection(
                                    i, Label.TEXT, 0.9, i, new Detection.Bounds(10, 40 * i, 190, 40 * i + 30)))
                            .toList());
        }

        @Override
        public void close() {}
    }

    private int[] answer(String text) {
        int[] ids = tokenizer.encode(text);
        int[] ended = Arrays.copyOf(ids, ids.length + 1);
        ended[ids.length] = end;
        return ended;
    }

    private static List<String> texts(PageReading reading) {
        return reading.blocks().stream()
                .map(block -> reading.markdown().substring(block.start(), block.end()))
                .toList();
    }

    /** Regions are asked about in no certain order. */
    @Test
    void aRegionThatLoopsIsFlaggedAndTheOthersSayWhatTheySay() {
        int[] piece = tokenizer.encode("ab");
        engine.says(answer("first")).says(answer("second"));
        engine.says(step -> piece[step % piece.length]);
        engine.says(answer("third")).says(answer("fourth"));

        PageReading reading = read();

        assertThat(reading.flags()).containsExactly(PageFlag.REPETITION);
        assertThat(texts(reading)).contains("first", "second", "third", "fourth");
        assertThat(reading.usage().completionTokens()).isLessThan(maximumTokens);
    }

    @Test
    void aRegionThatIsCutOffIsFlaggedAndTheOthersSayWhatTheySay() {
        maximumTokens = 12;
        int[] letters = tokenizer.encode("abcdefghijklmnopqrstuvwxyz");
        engine.says(answer("first"));
        engine.says(step -> letters[step % letters.length]);
        engine.says(answer("second")).says(answer("third")).says(answer("fourth"));

        PageReading reading = read();

        assertThat(reading.flags()).containsExactly(PageFlag.TRUNCATED);
        assertThat(texts(reading)).hasSize(REGIONS).contains("first", "second", "third", "fourth");
    }

    @Test
    void nothingIsFlaggedWhereAllEnd() {
        for (String text : List.of("first", "second", "third", "fourth", "fifth")) {
            engine.says(answer(text));
        }

        PageReading reading = read();

        assertThat(reading.flags()).isEmpty();
        assertThat(reading.blocks()).extracting(Block::confidence).doesNotContainNull();
    }
}
