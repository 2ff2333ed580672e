package dev.recto.api.ocr.answer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elements of HTML that take whatever follows for text of theirs, up to their end. */
final class RawElements {
    private static final Pattern TAG = Pattern.compile(
            "<(/?)(script|style|title|textarea|xmp|iframe|noembed|noframes|plaintext)\\b", Pattern.CASE_INSENSITIVE);

    private RawElements() {}

    /** One without an end is the text that it is: it was read in a page about HTML, and would take all behind it along. */
    static String shut(String html) {
        Map<String, Integer> ends = new HashMap<>();
        TAG.matcher(html)
                .results()
                .filter(tag -> !tag.group(1).isEmpty())
                .forEach(end -> ends.put(name(end), end.start()));
        return TAG.matcher(html)
                .replaceAll(tag -> Matcher.quoteReplacement(
                        tag.start() <= ends.getOrDefault(name(tag), -1)
                                ? tag.group()
                                : "&lt;" + tag.group().substring(1)));
    }

    private static String name(MatchResult tag) {
        return tag.group(2).toLowerCase(Locale.ROOT);
    }
}
