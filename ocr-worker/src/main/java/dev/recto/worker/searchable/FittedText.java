package dev.recto.worker.searchable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text in lines that fill a rectangle, as print would: with the largest type that has room. Where the lines of the print were is not known.
 *
 * @param lineHeight in the rectangle's unit, as is the size
 * @param stretch of all lines, so that the longest is as wide as the rectangle
 */
record FittedText(List<String> lines, double lineHeight, double fontSize, double stretch) {
    /** Height of a line to size of its type, as is usual. */
    private static final double LEADING = 1.2;

    private static final double PER_EM = 1000;

    /** Behind spaces, and about characters of scripts that have none. */
    private static final Pattern BREAKS = Pattern.compile(
            "(?<= )|(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])|(?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])");

    /** @param text not blank */
    static FittedText of(String text, double width, double height) {
        List<String> paragraphs = text.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .toList();
        double length = paragraphs.stream().mapToDouble(GlyphWidths::of).sum() / PER_EM;
        double largest = Math.sqrt(width * height / (LEADING * length));
        int count = Math.max(paragraphs.size(), (int) (height / (LEADING * largest)));
        while (true) {
            List<String> lines = wrapped(paragraphs, width * LEADING * count / height);
            if (lines.size() <= count) {
                double lineHeight = height / lines.size();
                double size = lineHeight / LEADING;
                double longest = lines.stream().mapToInt(GlyphWidths::of).max().orElse(1) / PER_EM;
                return new FittedText(lines, lineHeight, size, width / (longest * size));
            }
            count += Math.max(1, count / 16);
        }
    }

    private static List<String> wrapped(List<String> paragraphs, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            StringBuilder line = new StringBuilder();
            double used = 0;
            for (String piece : BREAKS.split(paragraph)) {
                double wide = GlyphWidths.of(piece) / PER_EM;
                if (!line.isEmpty() && used + wide > width) {
                    lines.add(line.toString().strip());
                    line.setLength(0);
                    used = 0;
                }
                line.append(piece);
                used += wide;
            }
            lines.add(line.toString().strip());
        }
        return lines;
    }
}
