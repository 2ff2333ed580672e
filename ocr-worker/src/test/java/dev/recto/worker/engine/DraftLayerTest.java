package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.FedPlaces;
import dev.recto.worker.graph.CacheFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onednn.Int8CacheAttention;
import dev.recto.worker.snapshot.SnapshotException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GLM-OCR's draft layer, with the random weights of the tiny snapshot. */
@Timeout(300)
class DraftLayerTest {
    private static final int DRAFT_TOKENS = 3;
    private static final int SLOT_TOKENS = 400;
    private static final int OF_STEPS = 1;
    private static final int OF_ONE_PROMPT = 2;
    private static final GoldenCase GOLDEN =
            GoldenCase.of(GoldenCase.SNAPSHOTS.get(1)).getFirst();

    @TempDir
    private Path cache;

    /** It guesses from what it has gathered step by step as from one prompt of the same tokens, however many drafts were right. */
    @ParameterizedTest
    @CsvSource({"FP32, FULL", "FP32, INT8", "INT8, INT8"})
    void itDoesNotMatterHowTokensCame(Precision precision, CacheFormat format) {
        assumeThat(format == CacheFormat.FULL || Int8CacheAttention.isSupported())
                .isTrue();
        PreparedPage page = GOLDEN.page();
        int[] tokens = tokens(precision, format);
        List<List<Integer>> drafts = new ArrayList<>();
        try (SessionExecutor executor = open(precision, format, DRAFT_TOKENS)) {
            int prompt = page.inputIds().length;
            prefill(executor, OF_STEPS, page, 5);
            FedPlaces fed = new FedPlaces(1 + DRAFT_TOKENS);
            fed.begin(prompt - 1);
            fed.followedBy(tokens[0]);
            DecodeBatch batch = new DecodeBatch(3, DRAFT_TOKENS);
            int known = 0;
            for (int step = 0; known + DRAFT_TOKENS + 1 < tokens.length; step++) {
                int accepted = step % (DRAFT_TOKENS + 1);
                batch.begin(2);
                batch.set(OF_STEPS, tokens[known], prompt + known, page.nextPosition() + known);
                batch.recall(OF_STEPS, fed);
                executor.draft(batch);
                drafts.add(drafts(batch, OF_STEPS));
                assertThat(drafts.getLast())
                        .as("after %d tokens", known + 1)
                        .isEqualTo(ofOnePrompt(executor, page, Arrays.copyOf(tokens, known + 1)));
                for (int number = 0; number < DRAFT_TOKENS; number++) {
                    batch.redraft(OF_STEPS, number, number < accepted ? tokens[known + 1 + number] : 0);
                }
                executor.decode(batch);
                fed.begin(prompt + known);
                for (int place = 0; place <= accepted; place++) {
                    assertThat(executor.output(OF_STEPS, place).best()).isEqualTo(tokens[known + 1]);
                    fed.followedBy(tokens[++known]);
                }
            }
        }
        assertThat(drafts).hasSizeGreaterThan(10);
        assertThat(drafts.stream().distinct()).hasSizeGreaterThan(drafts.size() / 2);
    }

    /** Those of the model without drafts. */
    private int[] tokens(Precision precision, CacheFormat format) {
        PreparedPage page = GOLDEN.page();
        int[] tokens = new int[48];
        try (SessionExecutor executor = open(precision, format, 0)) {
            prefill(executor, 0, page, page.inputIds().length);
            tokens[0] = executor.output(0).best();
            DecodeBatch batch = new DecodeBatch(1);
            for (int i = 1; i < tokens.length; i++) {
                batch.begin(1);
                batch.set(0, tokens[i - 1], page.inputIds().length + i - 1, page.nextPosition() + i - 1);
                executor.decode(batch);
                tokens[i] = executor.output(0).best();
            }
        }
        return tokens;
    }

    private SessionExecutor open(Precision precision, CacheFormat format, int draftTokens) {
        ModelOptions options = ModelOptions.cpu(2)
                .withWeightCache(cache)
                .withPrecision(precision)
                .withCache(format)
                .withDraftTokens(draftTokens);
        return SessionExecutor.open(GOLDEN.snapshot(), options, 3, SLOT_TOKENS);
    }

    private static void prefill(SessionExecutor executor, int slot, PreparedPage page, int first) {
        int length = page.inputIds().length;
        try (EncodedPrompt prompt = EncodedPages.prompt(executor, page)) {
            executor.prefill(slot, prompt, 0, first);
            if (first < length) {
                executor.prefill(slot, prompt, first, length - first);
            }
        }
    }

    /** What is drafted behind the last of the tokens when all others are a prompt's. */
    private static List<Integer> ofOnePrompt(SessionExecutor executor, PreparedPage page, int[] tokens) {
        int prompt = page.inputIds().length;
        int fedTokens = tokens.length - 1;
        int[] ids = Arrays.copyOf(page.inputIds(), prompt + fedTokens);
        System.arraycopy(tokens, 0, ids, prompt, fedTokens);
        int[][] given = Objects.requireNonNull(page.positions());
        int[][] positions = new int[3][];
        for (int axis = 0; axis < 3; axis++) {
            positions[axis] = Arrays.copyOf(given[axis], ids.length);
            for (int i = 0; i < fedTokens; i++) {
                positions[axis][prompt + i] = page.nextPosition() + i;
            }
        }
        int next = page.nextPosition() + fedTokens;
        var longer = new PreparedPage(ids, page.views(), page.imageTokenId(), positions, next);
        prefill(executor, OF_ONE_PROMPT, longer, ids.length);
        FedPlaces fed = new FedPlaces(1 + DRAFT_TOKENS);
        fed.begin(ids.length - 1);
        fed.followedBy(tokens[fedTokens]);
        DecodeBatch batch = new DecodeBatch(3, DRAFT_TOKENS);
        batch.begin(3);
        // The other page's row rests behind what its slot holds.
        batch.rest(OF_STEPS, prompt + fedTokens);
        batch.set(OF_ONE_PROMPT, tokens[fedTokens], ids.length, next);
        batch.recall(OF_ONE_PROMPT, fed);
        executor.draft(batch);
        return drafts(batch, OF_ONE_PROMPT);
    }

    private static List<Integer> drafts(DecodeBatch batch, int row) {
        assertThat(batch.drafted(row)).isEqualTo(DRAFT_TOKENS);
        return List.of(batch.token(row, 1), batch.token(row, 2), batch.token(row, 3));
    }

    /** One in another language, of the network as public servers describe it, behind the first token of each page. */
    @ParameterizedTest
    @CsvSource({
        "portrait, 229, 271, 282",
        "strip, 229, 329, 56",
        "table, 375, 394, 281",
        "text, 278, 375, 13",
        "thin, 68, 30, 104"
    })
    void itGuessesWhatAnotherImplementationDoes(String name, int first, int second, int third) {
        GoldenCase golden = GoldenCase.of(GOLDEN.snapshot()).stream()
                .filter(one -> one.directory().endsWith(name))
                .findFirst()
                .orElseThrow();
        try (SessionExecutor executor = open(Precision.FP32, CacheFormat.FULL, DRAFT_TOKENS)) {
            assertThat(ofOnePrompt(executor, golden.page(), Arrays.copyOf(golden.ints("tokens"), 1)))
                    .containsExactly(first, second, third);
        }
    }

    @Test
    void aModelWithoutOneIsRefused() {
        ModelOptions options = ModelOptions.cpu(1).withWeightCache(cache).withDraftTokens(1);
        assertThatThrownBy(() -> SessionExecutor.open(GoldenCase.SNAPSHOTS.getFirst(), options, 1, 100))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("names no layer that drafts");
    }
}
