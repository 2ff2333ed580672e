package dev.recto.worker.textlayer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How much two texts of a page differ, whatever the order, the layout and the marks of their words. A letter in five may be read
 * otherwise; a digit may not, since another number is another claim.
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

    /** Of those that may be misread. */
    private static final int LONGEST_WORD = 64;

    private static final int LETTERS_PER_ERROR = 5;
    /** More words than these that differ are not compared letter by letter. */
    private static final int MOST_COMPARED = 400;

    private WordComparison() {}

    /** The share, 0..1, of both texts' letters and digits that stand in words which the other one does not have. */
    static double mismatch(String one, String other) {
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
        removeMisread(left, right);
        return (double) (letters(left) + letters(right)) / all;
    }

    private static List<String> words(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST));
        String plain = MARKS.matcher(SPLIT_WORD.matcher(start).replaceAll("$1")).replaceAll(" ");
        Matcher words =
                WORD.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        List<String> found = new ArrayList<>();
        while (words.find()) {
            found.add(words.group());
        }
        return found;
    }

    private static long letters(List<String> words) {
        return words.stream().mapToLong(String::length).sum();
    }

    private static void removeMisread(List<String> left, List<String> right) {
        if (left.size() > MOST_COMPARED || right.size() > MOST_COMPARED) {
            return;
        }
        left.removeIf(word -> {
            OptionalInt same = IntStream.range(0, right.size())
                    .filter(each -> alike(word, right.get(each)))
                    .findFirst();
            same.ifPresent(right::remove);
            return same.isPresent();
        });
    }

    private static boolean alike(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        int errors = longer / LETTERS_PER_ERROR;
        return errors > 0
                && longer <= LONGEST_WORD
                && Math.abs(one.length() - other.length()) <= errors
                && digits(one).equals(digits(other))
                && distance(one, other) <= errors;
    }

    private static String digits(String word) {
        return word.replaceAll("\\P{N}", "");
    }

    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 0; i < one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i + 1;
            for (int j = 0; j < other.length(); j++) {
                int replaced = above[j] + (one.charAt(i) == other.charAt(j) ? 0 : 1);
                row[j + 1] = Math.min(replaced, 1 + Math.min(row[j], above[j + 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
