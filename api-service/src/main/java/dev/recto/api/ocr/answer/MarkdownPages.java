package dev.recto.api.ocr.answer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages of markdown as one text: a paragraph or a table that goes on over the end of a page is one. Only a page's last block
 * waits for the next page, and grows no longer than some pages.
 */
final class MarkdownPages {
    /** Of characters: a block that is so long ends with its page, whatever comes. */
    static final int LONGEST = 1 << 17;

    private static final String FENCE = "```";
    private static final String TABLE_END = "</table>";
    /** What begins otherwise is a heading, a table, a picture, a formula, code or HTML. */
    private static final Pattern NOT_A_PARAGRAPH = Pattern.compile("#|\\||<|!\\[|```|\\$\\$|>|(?:[-*+]|\\d+[.)]) ");

    private static final Pattern ITEM = Pattern.compile("(?:[-*+]|\\d+[.)]) ");
    private static final Pattern INDENTED = Pattern.compile(" {2}|\t");

    private static final Pattern ENDED = Pattern.compile("[.!?:;…。！？][\"'”’»)\\]]*$");
    private static final Pattern FIRST_ROW = Pattern.compile(
            "^<table[^>]*>\\s*(?:<t(?:head|body)>\\s*)?(<tr.*?</tr>)\\s*(?:</thead>\\s*)?", Pattern.DOTALL);

    private final Appendable out;
    private final DocumentForm form;
    private final BrokenWords brokenWords = new BrokenWords();
    private @Nullable String last;
    private boolean begun;

    /** @param form what becomes of a block; one of which nothing is left is left out */
    MarkdownPages(Appendable out, DocumentForm form) {
        this.out = out;
        this.form = form;
    }

    void add(String page) throws IOException {
        boolean first = true;
        brokenWords.see(page);
        for (String block : withContinuation(blocks(page))) {
            finish();
            out.append(first && begun ? form.pageBreak() : "");
            last = block;
            first = false;
        }
    }

    /** Behind the last page. */
    void end() throws IOException {
        finish();
        last = null;
        if (begun) {
            out.append('\n');
        }
    }

    private void finish() throws IOException {
        String text = last == null ? "" : form.of(last);
        if (!text.isEmpty()) {
            out.append(begun ? "\n\n" : "").append(text);
            begun = true;
        }
    }

    /** The page's blocks, what goes on from the last page taken out and added to it. */
    private List<String> withContinuation(List<String> blocks) {
        if (last == null || last.length() > LONGEST || blocks.isEmpty()) {
            return blocks;
        }
        Optional<String> joined = joined(last, blocks.getFirst());
        joined.ifPresent(both -> last = both);
        return joined.isPresent() ? blocks.subList(1, blocks.size()) : blocks;
    }

    private Optional<String> joined(String before, String after) {
        if (before.startsWith("|") && after.startsWith("|")) {
            return joinedRows(before, after);
        }
        if (before.endsWith(TABLE_END) && after.startsWith("<table")) {
            return joinedTables(before, after);
        }
        boolean broken = BrokenWords.isBroken(before);
        int next = after.codePointAt(0);
        boolean goesOn = (Character.isLowerCase(next) || broken && Character.isUpperCase(next))
                && !ENDED.matcher(before).find()
                && isText(before);
        if (!goesOn) {
            return Optional.empty();
        }
        return Optional.of(broken ? brokenWords.joined(before, after) : before + " " + after);
    }

    /** A paragraph, or a list whose last item may go on. */
    private static boolean isText(String block) {
        String end = block.substring(block.lastIndexOf("\n\n") + 1).strip();
        return !end.endsWith(FENCE) && (!NOT_A_PARAGRAPH.matcher(end).lookingAt() || isList(end));
    }

    private static boolean isList(CharSequence block) {
        return ITEM.matcher(block).lookingAt();
    }

    /** Where the second table begins with the first one's header, which is left out. */
    private static Optional<String> joinedRows(String before, String after) {
        String[] head = before.split("\n", 3);
        String[] rest = after.split("\n", 3);
        boolean same = head.length == 3 && rest.length == 3 && head[0].equals(rest[0]) && head[1].equals(rest[1]);
        return same ? Optional.of(before + "\n" + rest[2]) : Optional.empty();
    }

    private static Optional<String> joinedTables(String before, String after) {
        Matcher head = FIRST_ROW.matcher(before.substring(before.lastIndexOf("<table")));
        Matcher rest = FIRST_ROW.matcher(after);
        if (!head.find() || !rest.find() || !head.group(1).equals(rest.group(1))) {
            return Optional.empty();
        }
        String open = rest.group().contains("<tbody>") ? "<tbody>" : "";
        return Optional.of(
                before.substring(0, before.length() - TABLE_END.length()) + open + after.substring(rest.end()));
    }

    /** What stands between empty lines; those of code are its own, and those of a list's item that goes on behind one. */
    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean code = false;
        boolean apart = false;
        for (String line : page.split("\n", -1)) {
            code ^= line.startsWith(FENCE);
            if (line.isBlank() && !code) {
                apart = true;
                continue;
            }
            if (apart && isList(block) && INDENTED.matcher(line).lookingAt()) {
                block.append('\n');
            } else if (apart) {
                take(block, blocks);
            }
            apart = false;
            block.append(line).append('\n');
        }
        take(block, blocks);
        return blocks;
    }

    private static void take(StringBuilder block, List<String> blocks) {
        String text = block.toString().strip();
        if (!text.isEmpty()) {
            blocks.add(text);
        }
        block.setLength(0);
    }
}
