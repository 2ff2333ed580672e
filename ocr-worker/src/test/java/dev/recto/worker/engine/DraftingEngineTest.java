package dev.recto.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.model.PreparedPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is said of the engine holds when it drafts tokens, of which half are right. */
class DraftingEngineTest extends BatchingEngineTest {
    private static final int DRAFT_TOKENS = 3;

    @Override
    int draftTokens() {
        return DRAFT_TOKENS;
    }

    /** Fewer where the last step gives more than one token. */
    @Override
    void assertMost(int cachedTokens, int ownTokens) {
        assertThat(cachedTokens).isBetween(3 + ownTokens - 2 - DRAFT_TOKENS, 3 + ownTokens - 2);
    }

    @Test
    void aStepThatFailsWithDraftsIsDoneWithout() {
        executor.failNextDecode.set(1);
        PreparedPage page = ToyPages.page(1, 2, 3);
        Generation generation = ToyPages.generation(page, 20);
        engine.submit(page, generation).join();
        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 20));
        assertThat(failedSteps).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void rightDraftsSaveSteps(int share) {
        executor.rightDrafts = share;
        PreparedPage page = ToyPages.page(1, 2, 3);
        Generation generation = ToyPages.generation(page, 41);

        engine.submit(page, generation).join();
        engine.close();

        assertThat(generation.tokens()).isEqualTo(ToyExecutor.tokensAlone(page, 41));
        assertThat(executor.wrongFollowers).hasValue(0);
        // The prompt gives the first token, each step one and the right drafts.
        assertThat(stepTokens).hasValue(40);
        int steps = drafted.get() / DRAFT_TOKENS;
        assertThat(steps + accepted.get()).isEqualTo(40);
        if (share == 100) {
            assertThat(steps).isEqualTo(40 / (1 + DRAFT_TOKENS));
        } else {
            assertThat(steps).isGreaterThan(40 / 2);
        }
    }
}
