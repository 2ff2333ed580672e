package dev.recto.api.forward.docling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.reading.PageSelection;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.PageResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoclingPagesTest {
    @Test
    void aTableIsMarkedFromItsFirstRowToItsLast() throws IOException {
        PageResult page = read("Before\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nAfter | this\n| no table |");

        assertThat(tables(page)).containsExactly("| a | b |\n| --- | --- |\n| 1 | 2 |");
    }

    @Test
    void aTableMayBeVeryLong() throws IOException {
        String table = ("| a row | of many |\n").repeat(100_000).strip();

        assertThat(tables(read(table))).containsExactly(table);
    }

    private static PageResult read(String markdown) throws IOException {
        DoclingOptions options = DoclingOptions.of(new PageSelection.All(), null);
        return new DoclingPages(options, new DoclingAnswer.Document(markdown, null))
                .read()
                .getFirst()
                .result();
    }

    private static List<String> tables(PageResult page) {
        return page.blocks().stream()
                .filter(block -> block.type() == BlockType.TABLE)
                .map(block -> text(page, block))
                .toList();
    }

    private static String text(PageResult page, Block block) {
        return page.markdown().substring(block.start(), block.end());
    }
}
