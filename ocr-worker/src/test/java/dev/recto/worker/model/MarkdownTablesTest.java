package dev.recto.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MarkdownTablesTest {
    private static List<String> tables(String markdown) {
        return MarkdownTables.blocks(markdown).stream()
                .peek(block -> assertThat(block.type()).isEqualTo(BlockType.TABLE))
                .map(block -> markdown.substring(block.start(), block.end()))
                .toList();
    }

    @Test
    void textHasNone() {
        assertThat(tables("")).isEmpty();
        assertThat(tables("a | b\n\n---\n\nc | d")).isEmpty();
        assertThat(tables("- a\n- b")).isEmpty();
    }

    @Test
    void findsRowsOfPipes() {
        assertThat(tables("Before\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |\n\nafter"))
                .containsExactly("| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |");
        assertThat(tables("a | b\n--|--\n1 | 2")).containsExactly("a | b\n--|--\n1 | 2");
    }

    @Test
    void findsHtml() {
        assertThat(tables("x <table border=1><tr><td>1</td></tr></table> y\n<table></table>"))
                .containsExactly("<table border=1><tr><td>1</td></tr></table>", "<table></table>");
    }

    @Test
    void aTableInATableIsPartOfIt() {
        String table = "<table><tr><td><table></table></td></tr></table>";

        assertThat(tables(table + "\n")).containsExactly(table);
    }

    @Test
    void aTableThatIsBrokenOffEndsWithTheText() {
        assertThat(tables("a\n<table><tr><td>1")).containsExactly("<table><tr><td>1");
        assertThat(tables("|a|\n|-|\n|1")).containsExactly("|a|\n|-|\n|1");
    }

    @Test
    void longHostileTextsTakeNoTime() {
        List<String> texts = List.of("|".repeat(200_000), "|a|\n|-|\n".repeat(50_000), "<table".repeat(50_000));

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> texts.forEach(MarkdownTables::blocks));
    }
}
