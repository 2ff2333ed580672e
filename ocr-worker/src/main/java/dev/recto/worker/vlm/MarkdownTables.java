package dev.recto.worker.vlm;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds tables in markdown: HTML ones, and rows of pipes over a rule of dashes. */
public final class MarkdownTables {
    private static final Pattern TABLE = Pattern.compile(
            "<table\\b[^>]*>.*?</table>|^[^\\n]*\\|[^\\n]*\\n[ \\t]*\\|?[ \\t]*:?-+:?[ \\t]*(?:\\|[ \\t]*:?-*:?[ \\t]*)+(?:\\n[^\\n]*\\|[^\\n]*)*",
            Pattern.DOTALL | Pattern.MULTILINE);

    private MarkdownTables() {}

    /** One block without box for each table, in their order. */
    public static List<Block> blocks(String markdown) {
        List<Block> tables = new ArrayList<>();
        Matcher table = TABLE.matcher(markdown);
        while (table.find()) {
            tables.add(new Block(BlockType.TABLE, null, table.start(), table.end(), null, null));
        }
        return tables;
    }
}
