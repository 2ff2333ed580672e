package dev.recto.api.ocr.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a page, in which a number may be the page's own: two pages have the same line if all else is the same and their
 * numbers are as far apart as the pages are.
 *
 * @param text with {@link #NUMBER} where the number stands
 * @param offset the number less the page's place in the document; 0 if there is none
 */
record NumberedText(String text, int offset) {
    private static final String NUMBER = "\0";
    /** Years, and what is counted by the hundred, are no pages. */
    private static final int MAX_OFFSET = 999;

    /** No part of a longer number, a date or an amount, and of nothing that is numbered itself. */
    private static final String BEFORE = "(?<![\\p{L}\\p{N}\\p{Sc}#№])"
            + "(?<![\\p{L}\\p{N}\\p{Sc}][-–./,:'])"
            + "(?<![\\p{N}\\p{Sc}#№]\\h)"
            + "(?<!\\b(?:no|nr|num|n[°º])[.:]?\\h?)";

    private static final String BEHIND =
            "(?![-–./,:'\\h]?[\\p{N}\\p{Sc}%‰])" + "(?![-–./:']?\\p{L})" + "(?!\\h(?:eur|usd|gbp|chf)\\b)";
    /** As in 3/12. */
    private static final String OF_SO_MANY = "(?=/[1-9]\\d{0,3}(?![\\p{L}\\p{N}/.,-]))";

    private static final Pattern OWN = Pattern.compile(BEFORE + "([1-9]\\d{0,3})(?:" + OF_SO_MANY + "|" + BEHIND + ")");

    static NumberedText asItIs(String line) {
        return new NumberedText(line, 0);
    }

    /** All that the line may be on this page. */
    static List<NumberedText> readings(String line, int page) {
        List<NumberedText> readings = new ArrayList<>(List.of(asItIs(line)));
        Matcher number = OWN.matcher(line);
        while (number.find()) {
            int offset = Integer.parseInt(number.group(1)) - page;
            if (Math.abs(offset) <= MAX_OFFSET) {
                readings.add(new NumberedText(
                        line.substring(0, number.start(1)) + NUMBER + line.substring(number.end(1)), offset));
            }
        }
        return readings;
    }
}
