package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recto.model.Block;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.PageFlag;
import dev.recto.model.TokenUsage;
import dev.recto.worker.detector.Label;
import dev.recto.worker.model.ModelText;
import dev.recto.worker.regions.AnswerStyle;
import dev.recto.worker.regions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How sure one may be of a page of regions. */
class RegionPageTest {
    private final List<RegionAnswer> answers = new ArrayList<>();

    private static Region region(Label label, double score) {
        Box box = new Box(0, 0, 100, 20);
        return new Region(label, score, box, box, box);
    }

    private RegionPageTest add(Label label, double score, String text, int tokens, double mean, double minimum) {
        Answer answer = new Answer(
                new ModelText(text, text), new Confidence(mean, minimum), new TokenUsage(7, tokens), Set.of());
        answers.add(RegionAnswer.of(region(label, score), answer, text));
        return this;
    }

    private PageText page() {
        return RegionPage.of(answers, AnswerStyle.PLAIN);
    }

    @Test
    void aBlockIsAsSureAsItsTokensAndItsKindAsTheDetector() {
        add(Label.TEXT, 0.8, "one", 10, 0.9, 0.5).add(Label.TABLE, 0.6, "<table></table>", 30, 0.7, 0.2);

        List<Block> blocks = page().page().blocks();

        assertThat(blocks).extracting(Block::typeConfidence).containsExactly(0.8, 0.6);
        assertThat(blocks)
                .extracting(Block::confidence)
                .containsExactly(new Confidence(0.9, 0.5), new Confidence(0.7, 0.2));
    }

    @Test
    void aPageIsAsSureAsAllItsTokens() {
        add(Label.TEXT, 0.8, "one", 10, 0.9, 0.5).add(Label.TEXT, 0.6, "two", 30, 0.7, 0.2);

        Confidence confidence = Objects.requireNonNull(page().confidence());

        assertThat(confidence.mean()).isCloseTo((10 * 0.9 + 30 * 0.7) / 40, within(1e-9));
        assertThat(confidence.minimum()).isEqualTo(0.2);
        assertThat(page().usage()).isEqualTo(new TokenUsage(14, 40));
    }

    @Test
    void whatCouldNotBeReadIsSaidAndCountsForNothing() {
        add(Label.TEXT, 0.8, "one", 10, 0.9, 0.5);
        answers.add(RegionAnswer.failed(region(Label.TEXT, 0.9)));

        assertThat(page().flags()).containsExactly(PageFlag.INCOMPLETE);
        assertThat(page().page().blocks()).hasSize(1);
        assertThat(page().confidence()).isEqualTo(new Confidence(0.9, 0.5));
    }
}
