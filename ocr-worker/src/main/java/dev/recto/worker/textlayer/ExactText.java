package dev.recto.worker.textlayer;

import dev.recto.model.Block;
import dev.recto.model.WordScore;
import dev.recto.worker.document.ClaimedWord;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.ReadWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A reading whose words are spelled as the text layer has them; order, tables and headings stay as they were read. */
final class ExactText {
    private static final Pattern MARKUP =
            Pattern.compile("[|<`*\\\\]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])|~~|&#?\\w+;");

    private final String markdown;
    private final StringBuilder written = new StringBuilder();
    private final List<ReadWord> words = new ArrayList<>();
    /** By how much the markdown has grown up to each place where it did. */
    private final NavigableMap<Integer, Integer> growth = new TreeMap<>();

    private int copied;

    private ExactText(String markdown) {
        this.markdown = markdown;
    }

    /** @param agreed which words of the layer stand for a word that was read, by its index */
    static PageReading of(PageReading reading, List<ClaimedWord> layer, Map<Integer, List<Integer>> agreed) {
        ExactText exact = new ExactText(reading.markdown());
        for (int i = 0; i < reading.words().size(); i++) {
            List<Integer> claims = agreed.getOrDefault(i, List.of());
            String claim = claims.stream().map(each -> layer.get(each).text()).collect(Collectors.joining(" "));
            exact.add(reading.words().get(i), claims.isEmpty() ? null : claim);
        }
        exact.written.append(exact.markdown, exact.copied, exact.markdown.length());
        return reading.written(
                exact.written.toString(),
                reading.blocks().stream().map(exact::moved).toList(),
                exact.words);
    }

    private void add(ReadWord word, @Nullable String claim) {
        int start = word.start();
        int end = start + word.text().length();
        String text = claim == null ? word.text() : undivided(claim, word.text(), end);
        int moved = place(start);
        if (start >= copied && !text.equals(word.text()) && isPlain(text) && markdown.startsWith(word.text(), start)) {
            written.append(markdown, copied, start).append(text);
            copied = end;
            growth.put(end, written.length() - end);
            words.add(new ReadWord(new WordScore(text, word.confidence(), moved), word.box()));
        } else {
            words.add(new ReadWord(new WordScore(word.text(), word.confidence(), moved), word.box()));
        }
    }

    /** What may be markup is left as it was read. */
    private static boolean isPlain(String text) {
        return !MARKUP.matcher(text).find();
    }

    /** Without the hyphen of a word that was joined with its other half. */
    private String undivided(String claim, String word, int end) {
        boolean joined = end < markdown.length() && Character.isLetter(markdown.codePointAt(end));
        boolean divided = claim.endsWith("-") || claim.endsWith("\u00AD") || claim.endsWith("\u2010");
        return joined && divided && !word.endsWith("-") ? claim.substring(0, claim.length() - 1) : claim;
    }

    private Block moved(Block block) {
        return new Block(
                block.type(),
                block.box(),
                place(block.start()),
                place(block.end()),
                block.picture(),
                block.confidence(),
                block.typeConfidence());
    }

    private int place(int before) {
        Map.Entry<Integer, Integer> grown = growth.floorEntry(before);
        return grown == null ? before : before + grown.getValue();
    }
}
