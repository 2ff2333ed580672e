package dev.recto.worker.regions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A text that ends in the middle of a word takes in the next one that begins in lower case. */
final class JoinedWords {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z'-]{2,30}");

    private final List<PageBlock> blocks;
    private final Set<Integer> taken = new HashSet<>();

    private JoinedWords(List<PageBlock> blocks) {
        this.blocks = blocks;
    }

    static List<PageBlock> of(List<PageBlock> blocks) {
        return new JoinedWords(blocks).joined();
    }

    private List<PageBlock> joined() {
        List<PageBlock> result = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (!taken.contains(i)) {
                result.add(joined(i));
            }
        }
        return result;
    }

    private PageBlock joined(int at) {
        PageBlock block = blocks.get(at);
        String text = Blanks.stripEnd(block.text());
        if (block.treatment() != Treatment.TEXT || !text.endsWith("-")) {
            return block;
        }
        OptionalInt next = nextInLowerCase(at);
        if (next.isEmpty()) {
            return block;
        }
        String start = text.substring(0, text.length() - 1);
        String rest = Blanks.stripStart(blocks.get(next.getAsInt()).text());
        if (!isWord(start, rest)) {
            return block;
        }
        taken.add(next.getAsInt());
        return block.withText(start + rest);
    }

    private OptionalInt nextInLowerCase(int at) {
        for (int i = at + 1; i < blocks.size(); i++) {
            String text = Blanks.stripStart(blocks.get(i).text());
            if (blocks.get(i).treatment() == Treatment.TEXT
                    && !text.isEmpty()
                    && Character.isLowerCase(text.codePointAt(0))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isWord(String before, String behind) {
        String start = Blanks.lastWord(before);
        String word = (start + Blanks.firstWord(behind)).toLowerCase(Locale.ROOT);
        return !start.isEmpty() && WORD.matcher(word).matches() && !word.contains("--") && !word.contains("''");
    }
}
