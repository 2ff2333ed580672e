package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.Picture;
import dev.recto.model.PictureAnnotation;
import dev.recto.model.ReadOptions;
import dev.recto.model.ServedModel;
import dev.recto.model.TokenUsage;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.decode.LoopLimits;
import dev.recto.worker.decode.Sampling;
import dev.recto.worker.image.BlankPage;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.EndTokens;
import dev.recto.worker.model.TextTokenizer;
import dev.recto.worker.model.family.Family;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the reader makes of answers, here written by hand. */
class VisionReaderTest {
    private static final int VOCABULARY = 530;
    private static final RgbImage PAGE = WarmUp.page();
    /** Two pictures, 56 by 78 and 560 by 392 pixels in size. */
    private static final String PICTURES = "<|ref|>image<|/ref|><|det|>[[0, 0, 100, 100]]<|/det|>\n"
            + "<|ref|>image<|/ref|><|det|>[[0, 500, 999, 999]]<|/det|>\n";

    private static final LoopLimits LOOP = new LoopLimits(20, 4, 10);

    private final Path snapshot = Path.of("src/test/resources/models/deepseek-ocr-tiny");
    private final TextTokenizer tokenizer = TextTokenizer.open(snapshot);
    private final ScriptedEngine engine = new ScriptedEngine(VOCABULARY);
    private final PagesOfImages pages = new PagesOfImages();
    private final int end = EndTokens.read(snapshot).iterator().next();
    private int maximumTokens = 500;

    @AfterEach
    void close() {
        tokenizer.close();
    }

    private Savings savings = Savings.NONE;

    /** A picture three times as wide as high, of which a model may see so much. */
    @Test
    void aModelIsShownNoMoreThanIsConfigured() {
        savings = new Savings(120, true);
        engine.says(answer("small")).says(answer("large"));
        RgbImage wide = new RgbImage(300, 100, inked(300 * 100 * 3));

        PageReading small = read(wide, ReadOptions.DEFAULT, new Cancellation());
        savings = Savings.NONE;
        PageReading large = read(wide, ReadOptions.DEFAULT, new Cancellation());

        assertThat(small.flags()).containsExactlyInAnyOrder(PageFlag.REDUCED, PageFlag.INT8_CACHE);
        assertThat(small.dimensions()).isEqualTo(large.dimensions());
        assertThat(large.flags()).isEmpty();
        assertThat(pixels(0)).isLessThan(pixels(1) / 2);
    }

    private int pixels(int page) {
        return engine.pages.get(page).views().stream()
                .mapToInt(view -> view.values().length)
                .sum();
    }

    private static byte[] inked(int values) {
        byte[] noise = new byte[values];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private PageReading read(ReadOptions options) {
        return read(PAGE, options, new Cancellation());
    }

    private PageReading read(RgbImage image, ReadOptions options, Cancellation cancellation) {
        GenerationOptions generation = GenerationOptions.greedy(Set.of(end), maximumTokens)
                .withLoopLimits(LOOP)
                .withSecondTry(Optional.of(new Sampling(0.01, 1, 1)));
        Answers answers = new Answers(
                engine,
                new Turns(1),
                Family.of(snapshot).processor(snapshot, tokenizer),
                tokenizer,
                generation,
                savings);
        ServedModel model = new ServedModel("a/b", "b", "a", "", 8192, 1, List.of());
        return new VisionReader(
                        model,
                        answers,
                        Optional.empty(),
                        Optional.of(BlankPage.DEFAULT),
                        new Checkup(answers, 1),
                        Duration.ofMinutes(1))
                .read(pages.request(image, options, cancellation));
    }

    private int[] answer(String text) {
        int[] ids = tokenizer.encode(text);
        int[] ended = Arrays.copyOf(ids, ids.length + 1);
        ended[ids.length] = end;
        return ended;
    }

    private static ReadOptions options(String prompt, String annotationPrompt) {
        return new ReadOptions(
                prompt.isEmpty() ? null : prompt,
                annotationPrompt.isEmpty() ? null : annotationPrompt,
                null,
                null,
                true,
                false,
                true);
    }

    private static ReadOptions aboutPictures(PictureAnnotation asked) {
        return new ReadOptions(null, null, null, asked, true, false, true);
    }

    @Test
    void textBecomesMarkdownWithTheTokensItTook() {
        int[] tokens = answer("# Total\n\n12");
        engine.says(tokens);

        PageReading reading = read(ReadOptions.DEFAULT);

        assertThat(reading.markdown()).isEqualTo("# Total\n\n12");
        assertThat(reading.dimensions().width()).isEqualTo(PAGE.width());
        assertThat(reading.usage())
                .isEqualTo(new TokenUsage(engine.pages.getFirst().inputIds().length, tokens.length));
        assertThat(reading.flags()).isEmpty();
        assertThat(Objects.requireNonNull(reading.confidence()).minimum()).isBetween(0.9, 1.0);
    }

    @Test
    void placesBecomeBlocksAndPicturesInPixels() {
        engine.says(answer("<|ref|>title<|/ref|><|det|>[[0, 0, 999, 100]]<|/det|>\n# Hall\n\n"
                + "<|ref|>image<|/ref|><|det|>[[0, 500, 999, 999]]<|/det|>\n"));

        PageReading reading = read(options("", ""));

        assertThat(reading.markdown()).isEqualTo("# Hall\n\n![img-0.jpeg](img-0.jpeg)");
        assertThat(reading.pictures()).containsExactly(new Picture(new Box(0, 392, 560, 784)));
        assertThat(reading.blocks()).extracting("type").containsExactly(BlockType.TITLE, BlockType.IMAGE);
        assertThat(pages.stored).isEqualTo(reading.pictures());
    }

    @Test
    void specialTokensStayIfTheyAreAskedFor() {
        String text = "<|ref|>title<|/ref|><|det|>[[0, 0, 999, 100]]<|/det|>\n# Hall";
        engine.says(answer(text));

        PageReading reading = read(new ReadOptions(null, null, null, null, false, false, false));

        assertThat(reading.markdown()).isEqualTo(text);
        assertThat(reading.pictures()).isEmpty();
    }

    @Test
    void aBlankPageNeverReachesTheModel() {
        byte[] white = new byte[3 * 300 * 400];
        Arrays.fill(white, (byte) 0xFF);

        PageReading reading = read(new RgbImage(300, 400, white), ReadOptions.DEFAULT, new Cancellation());

        assertThat(reading.markdown()).isEmpty();
        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
        assertThat(reading.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(engine.pages).isEmpty();
    }

    @Test
    void anAnswerAtTheLimitIsFlagged() {
        maximumTokens = 3;
        engine.says(tokenizer.encode("Hello world"));

        PageReading reading = read(ReadOptions.DEFAULT);

        assertThat(reading.flags()).containsExactly(PageFlag.TRUNCATED);
        assertThat(reading.usage().completionTokens()).isEqualTo(3);
    }

    @Test
    void aLoopIsTakenUpOnceMoreFromWhereItBegan() {
        int[] good = tokenizer.encode("Hello");
        int[] piece = tokenizer.encode("ab");
        int[] rest = answer(" world");
        int looped = good.length + Math.max(20, 4 * piece.length);
        engine.says(step -> {
            if (step >= looped) {
                return rest[step - looped];
            }
            return step < good.length ? good[step] : piece[(step - good.length) % piece.length];
        });

        PageReading reading = read(ReadOptions.DEFAULT);

        assertThat(reading.markdown()).isEqualTo("Helloab world");
        assertThat(reading.flags()).containsExactly(PageFlag.RETRIED);
        assertThat(reading.usage().completionTokens()).isEqualTo(looped + rest.length);
        assertThat(reading.usage().promptTokens())
                .isEqualTo(engine.pages.getFirst().inputIds().length);
        assertThat(engine.pages).hasSize(1);
    }

    @Test
    void aSecondLoopEndsTheTextBeforeIt() {
        engine.says(step -> 30);

        PageReading reading = read(ReadOptions.DEFAULT);

        assertThat(reading.flags()).containsExactlyInAnyOrder(PageFlag.RETRIED, PageFlag.REPETITION);
        assertThat(reading.markdown()).hasSize(1);
    }

    @Test
    void anAnnotationIsASecondQuestion() {
        engine.says(answer("text")).says(answer(" {\"a\": 1} "));

        PageReading reading = read(options("", "What is a?"));

        assertThat(reading.markdown()).isEqualTo("text");
        assertThat(reading.annotation()).isEqualTo("{\"a\": 1}");
        assertThat(engine.pages.get(1).features())
                .isNotNull()
                .isSameAs(engine.pages.get(0).features());
        assertThat(tokenizer.decode(engine.pages.get(1).inputIds(), true)).isEqualTo("\nWhat is a?");
        assertThat(reading.usage().promptTokens())
                .isEqualTo(engine.pages.get(0).inputIds().length
                        + engine.pages.get(1).inputIds().length);
    }

    @Test
    void eachPictureIsAQuestionOfItsOwn() {
        engine.says(answer(PICTURES)).says(answer(" {\"a\": 1} ")).says(answer("no JSON"));

        PageReading reading = read(aboutPictures(new PictureAnnotation("{\"type\": \"object\"}", null, 0)));

        assertThat(reading.pictures())
                .containsExactly(
                        new Picture(new Box(0, 0, 56, 78), "{\"a\": 1}"),
                        new Picture(new Box(0, 392, 560, 784), "no JSON"));
        assertThat(pages.stored).isEqualTo(reading.pictures());
        assertThat(reading.annotation()).isNull();
        assertThat(engine.pages).hasSize(3);
        assertThat(tokenizer.decode(engine.pages.getLast().inputIds(), true))
                .contains("Describe this picture.", "{\"type\": \"object\"}");
        assertThat(reading.usage().promptTokens())
                .isEqualTo(engine.pages.stream()
                        .mapToInt(page -> page.inputIds().length)
                        .sum());
    }

    @Test
    void onlyPicturesThatAreListedAreAskedAbout() {
        engine.says(answer(PICTURES)).says(answer("second"));
        assertThat(read(aboutPictures(new PictureAnnotation("{}", null, 100))).pictures())
                .extracting(Picture::annotation)
                .containsExactly(null, "second");

        engine.says(answer(PICTURES)).says(answer("first"));
        assertThat(read(aboutPictures(new PictureAnnotation("{}", 1, 0))).pictures())
                .extracting(Picture::annotation)
                .containsExactly("first", null);

        engine.says(answer(PICTURES));
        assertThat(read(ReadOptions.DEFAULT).pictures())
                .extracting(Picture::annotation)
                .containsOnlyNulls();
    }

    @Test
    void whatHappensToAnAnnotationIsFlaggedOnThePage() {
        engine.says(answer(PICTURES)).says(step -> 30).says(answer("second"));

        PageReading reading = read(aboutPictures(new PictureAnnotation("{}", null, 0)));

        assertThat(reading.flags()).containsExactlyInAnyOrder(PageFlag.RETRIED, PageFlag.REPETITION);
    }

    @Test
    void aSchemaThatForgesAnImageIsRefused() {
        engine.says(answer(PICTURES));

        assertFault(
                aboutPictures(new PictureAnnotation("{\"title\": \"<image>\"}", null, 0)),
                PageFault.UNSUPPORTED_OPTION);
    }

    @Test
    void aCancelledPageAsksAboutNoMorePictures() {
        Cancellation cancellation = new Cancellation();
        int[] first = answer("first");
        engine.says(answer(PICTURES)).says(step -> {
            cancellation.request(PageFault.CANCELLED);
            return first[step];
        });

        assertThatThrownBy(() -> read(PAGE, aboutPictures(new PictureAnnotation("{}", null, 0)), cancellation))
                .isInstanceOfSatisfying(
                        PageFaultException.class, e -> assertThat(e.fault()).isEqualTo(PageFault.CANCELLED));
        assertThat(engine.pages).hasSize(2);
    }

    @Test
    void aPromptTakesThePlaceOfTheModelsOwn() {
        engine.says(answer("text"));

        read(options("Free OCR.", ""));

        assertThat(tokenizer.decode(engine.pages.getFirst().inputIds(), true)).isEqualTo("\nFree OCR.");
    }

    @Test
    void aPromptThatForgesAnImageIsRefused() {
        assertFault(options("<image>", ""), PageFault.UNSUPPORTED_OPTION);
    }

    @Test
    void aPromptThatLeavesNoRoomIsRefused() {
        engine.room(10);

        assertFault(options("Free OCR.", ""), PageFault.UNSUPPORTED_OPTION);
        assertFault(ReadOptions.DEFAULT, PageFault.UNDRAWABLE);
    }

    @Test
    void aCancelledPageFailsWithTheReason() {
        Cancellation cancellation = new Cancellation();
        engine.says(step -> {
            if (step == 5) {
                cancellation.request(PageFault.TIMEOUT);
            }
            return 30 + step % 7;
        });

        assertThatThrownBy(() -> read(PAGE, ReadOptions.DEFAULT, cancellation))
                .isInstanceOfSatisfying(
                        PageFaultException.class, e -> assertThat(e.fault()).isEqualTo(PageFault.TIMEOUT));
    }

    private void assertFault(ReadOptions options, PageFault fault) {
        assertThatThrownBy(() -> read(options))
                .isInstanceOfSatisfying(
                        PageFaultException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
