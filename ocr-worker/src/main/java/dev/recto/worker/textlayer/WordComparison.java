package dev.recto.worker.textlayer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How much two texts of a page differ, whatever the order, the layout and the marks of their words: where nobody knows the places of
 * what was read.
 */
final class WordComparison {
    private static final Pattern MARKS = Pattern.compile(
            "!\\[[^\\]\\n]{0,200}]\\([^)\\n]{0,200}\\)|<[^<>]{1,200}>|\\\\[a-zA-Z]+|\\\\(?=\\p{Punct})");
    private static final Pattern SPLIT_WORD = Pattern.compile("(\\p{L})[-\u00AD\u2010]\\h*+\\n\\s*+(?=\\p{Ll})");
    /** A character by itself where words are not set apart. */
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]]+");

    /** Of either text: no page shows more. */
    private static final int LONGEST = 200_000;

    /** More words than these that differ are not compared letter by letter. */
    private static final int MOST_COMPARED = 400;

    private WordComparison() {}

    /** The share, 0..1, of both texts' letters and digits that stand in words which the other one does not have. */
    static double mismatch(String one, String other, Spelling spelling) {
        List<String> left = words(one);
        List<String> right = words(other);
        long all = letters(left) + letters(right);
        if (all == 0) {
            return 0;
        }
        Map<String, Integer> counts = new HashMap<>();
        right.forEach(word -> counts.merge(word, 1, Integer::sum));
        left.removeIf(word -> counts.merge(word, -1, Integer::sum) >= 0);
        Map<String, Integer> surplus = new HashMap<>(counts);
        right.removeIf(word -> surplus.merge(word, -1, Integer::sum) < 0);
        removeMisread(left, right, spelling);
        return (double) (letters(left) + letters(right)) / all;
    }

    private static List<String> words(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST));
        String plain = MARKS.matcher(SPLIT_WORD.matcher(start).replaceAll("$1")).replaceAll(" ");
        Matcher words = WORD.matcher(Spelling.normal(plain));
        List<String> found = new ArrayList<>();
        while (words.find()) {
            found.add(words.group());
        }
        return found;
    }

    private static long letters(List<String> words) {
        return words.stream().mapToLong(String::length).sum();
    }

    private static void removeMisread(List<String> left, List<String> right, Spelling spelling) {
        if (left.size() > MOST_COMPARED || right.size() > MOST_COMPARED) {
            return;
        }
        left.removeIf(word -> {
            OptionalInt same = IntStream.range(0, right.size())
                    .filter(each -> spelling.alike(word, right.get(each)))
                    .findFirst();
            same.ifPresent(right::remove);
            return same.isPresent();
        });
    }
}
