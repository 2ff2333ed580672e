package dev.recto.worker.regions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import dev.recto.worker.detector.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageAssemblyTest {
    private final List<ReadRegion> regions = new ArrayList<>();

    private PageAssemblyTest add(Label label, @Nullable String answer, int left) {
        Box box = new Box(left, 10, left + 100, 20);
        regions.add(new ReadRegion(new Region(label, 0.9, box, box, box), Optional.ofNullable(answer)));
        return this;
    }

    private PageAssemblyTest add(Label label, @Nullable String answer) {
        return add(label, answer, 0);
    }

    private List<String> texts() {
        return PageAssembly.blocks(regions, AnswerStyle.PLAIN).stream()
                .map(PageBlock::text)
                .toList();
    }

    @Test
    void whatCouldNotBeReadIsLeftOut() {
        add(Label.TEXT, "first")
                .add(Label.TEXT, null)
                .add(Label.TABLE, " ")
                .add(Label.HEADER, "top")
                .add(Label.TEXT, "last");

        assertThat(texts()).containsExactly("first", "last");
    }

    @Test
    void aNumberBelongsToTheFormulaBesideIt() {
        add(Label.FORMULA_NUMBER, "（2.1）").add(Label.DISPLAY_FORMULA, "a").add(Label.FORMULA_NUMBER, "(7)");

        assertThat(texts()).containsExactly("$$\na \\tag{2.1}\n$$");
    }

    @Test
    void aWordIsJoinedAcrossWhatLiesBetween() {
        add(Label.TEXT, "It is inter-")
                .add(Label.TABLE, "<table></table>")
                .add(Label.TEXT, "Upper")
                .add(Label.TEXT, "rupted here.");

        assertThat(texts()).containsExactly("It is interrupted here.", "<table></table>", "Upper");
    }

    @Test
    void wordsMayEndAtNoBreakSpaces() {
        add(Label.TEXT, "§ 3\u00a0inter- ").add(Label.TEXT, "rupted\u00a04 times");

        assertThat(texts()).containsExactly("§ 3\u00a0interrupted\u00a04 times");
    }

    @Test
    void aWordThatIsNoneIsNotJoined() {
        add(Label.TEXT, "pages 3-").add(Label.TEXT, "x, and so on");

        assertThat(texts()).containsExactly("pages 3-", "x, and so on");
    }

    @Test
    void anItemWithoutBulletGetsOneIfItIsFlush() {
        add(Label.TEXT, "• a", 100).add(Label.TEXT, "b", 105).add(Label.TEXT, "• c", 98);
        assertThat(texts()).containsExactly("- a", "- b", "- c");

        regions.clear();
        add(Label.TEXT, "• a", 100).add(Label.TEXT, "b", 120).add(Label.TEXT, "• c", 98);
        assertThat(texts()).containsExactly("- a", "b", "- c");
    }
}
