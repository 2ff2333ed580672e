package dev.recto.worker.textlayer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageDimensions;
import dev.recto.model.TokenUsage;
import dev.recto.model.WordScore;
import dev.recto.worker.document.ClaimedWord;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.ReadWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactTextTest {
    private static final Box ANYWHERE = new Box(0, 0, 1, 1);

    @Test
    void wordsThatAgreeAreSpelledAsInTheLayer() {
        PageReading exact = exact(
                "# Docurnents\n\nFive offlces.",
                List.of("Docurnents", "Five", "offlces."),
                "Documents",
                "Five",
                "offices,");
        assertThat(exact.markdown()).isEqualTo("# Documents\n\nFive offices,");
        assertThat(exact.words()).extracting(ReadWord::text).containsExactly("Documents", "Five", "offices,");
        assertThat(exact.words())
                .allSatisfy(word ->
                        assertThat(exact.markdown().substring(word.start())).startsWith(word.text()));
        assertThat(exact.blocks())
                .extracting(block -> exact.markdown().substring(block.start(), block.end()))
                .containsExactly("# Documents", "Five offices,");
    }

    @Test
    void whatTheLayerDoesNotHaveStays() {
        assertThat(exact("one two", List.of("one", "two"), null, "2").markdown())
                .isEqualTo("one 2");
    }

    @Test
    void aWordThatWasJoinedStaysJoined() {
        assertThat(exact("exarnple", List.of("exarn", "ple"), "exam-", "ple").markdown())
                .isEqualTo("example");
    }

    @Test
    void noMarkOfATableIsWritten() {
        assertThat(exact("| ab |\n| --- |", List.of("ab"), "a|b").markdown()).isEqualTo("| ab |\n| --- |");
        assertThat(exact("of user", List.of("user"), "<user>").markdown()).isEqualTo("of user");
        assertThat(exact("the init", List.of("init"), "__init__").markdown()).isEqualTo("the init");
        assertThat(exact("a snakecase", List.of("snakecase"), "snake_case").markdown())
                .isEqualTo("a snake_case");
    }

    /** @param claims of each word that was read; null for none */
    private static PageReading exact(String markdown, List<String> read, @Nullable String... claims) {
        List<ReadWord> words = new ArrayList<>();
        int from = 0;
        for (String word : read) {
            int start = markdown.indexOf(word, from);
            words.add(new ReadWord(new WordScore(word, 1, start), ANYWHERE));
            from = start + word.length();
        }
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (String block : markdown.split("\n\n")) {
            blocks.add(new Block(BlockType.TEXT, ANYWHERE, start, start + block.length(), null, null));
            start += block.length() + 2;
        }
        PageReading reading = new PageReading(
                markdown,
                new PageDimensions(1, 1, 72),
                blocks,
                List.of(),
                null,
                words,
                null,
                TokenUsage.NONE,
                Set.of());
        List<ClaimedWord> layer = Stream.of(claims)
                .map(claim -> new ClaimedWord(claim == null ? "" : claim, 0, 0, 1, 1))
                .toList();
        Map<Integer, List<Integer>> agreed = new HashMap<>();
        for (int i = 0; i < claims.length; i++) {
            if (claims[i] != null) {
                agreed.put(i, List.of(i));
            }
        }
        return ExactText.of(reading, layer, agreed);
    }
}
