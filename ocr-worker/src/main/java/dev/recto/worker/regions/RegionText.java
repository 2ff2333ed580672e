package dev.recto.worker.regions;

import dev.recto.worker.detector.Label;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the model said of one region as markdown of its kind, by the authors' rules. */
public final class RegionText {
    private static final int LONG = 2048;

    private static final Pattern TABS_BEFORE = Pattern.compile("^(?:\\\\t)++");
    /** From where they begin, for each further one would be looked at up to the end again. */
    private static final Pattern TABS_BEHIND = Pattern.compile("(?<!\\\\t)(?:\\\\t)++$");

    private static final Pattern DOTS = Pattern.compile("\\.{3,}+");
    private static final Pattern MIDDLE_DOTS = Pattern.compile("·{3,}+");
    private static final Pattern UNDERSCORES = Pattern.compile("_{3,}+");
    private static final Pattern ESCAPED_UNDERSCORES = Pattern.compile("(?:\\\\_){3,}+");
    private static final Pattern SINGLE_BREAK = Pattern.compile("(?<!\n)\n(?!\n)");
    private static final Pattern BRACKETED = Pattern.compile("[(（](\\p{Nd}++|[A-Za-z])[)）](.*)", Pattern.UNIX_LINES);
    private static final Pattern NUMBERED = Pattern.compile("(\\p{Nd}++|[A-Za-z])([.)）])(.*)", Pattern.UNIX_LINES);

    private RegionText() {}

    public static String markdown(Label label, String answer, AnswerStyle style) {
        Treatment treatment = Treatment.of(label);
        String text = isWrapped(treatment, answer) ? Blanks.strip(answer) : clean(answer);
        text = switch (label) {
            case DOC_TITLE -> "# " + withoutHashes(text);
            case PARAGRAPH_TITLE -> "## " + Blanks.stripStart(withoutHashes(withoutBullet(text)));
            default -> text;
        };
        return switch (treatment) {
            case FORMULA -> formula(text);
            case TEXT ->
                switch (style) {
                    case PLAIN -> paragraphs(closed(text));
                    case MARKDOWN -> closed(text);
                };
            case TABLE, PICTURE, LEFT_OUT -> text;
        };
    }

    private static boolean isWrapped(Treatment treatment, String answer) {
        return switch (treatment) {
            case TABLE -> answer.startsWith("<table") && answer.endsWith("</table>");
            case FORMULA -> answer.startsWith("$$") && answer.endsWith("$$");
            case TEXT, PICTURE, LEFT_OUT -> false;
        };
    }

    private static String clean(String answer) {
        String text = Blanks.stripStart(TABS_BEFORE.matcher(answer).replaceFirst(""));
        text = Blanks.stripEnd(TABS_BEHIND.matcher(text).replaceFirst(""));
        text = DOTS.matcher(text).replaceAll("...");
        text = MIDDLE_DOTS.matcher(text).replaceAll("···");
        text = UNDERSCORES.matcher(text).replaceAll("___");
        text = ESCAPED_UNDERSCORES.matcher(text).replaceAll(Matcher.quoteReplacement("\\_\\_\\_"));
        if (text.codePointCount(0, text.length()) >= LONG) {
            text = RepeatedText.cut(text);
        }
        return Blanks.strip(InlineFormulas.tidied(text));
    }

    private static String withoutHashes(String text) {
        int hashes = 0;
        while (hashes < text.length() && text.charAt(hashes) == '#') {
            hashes++;
        }
        return hashes == 0 ? text : Blanks.stripStart(text.substring(hashes));
    }

    private static String withoutBullet(String text) {
        return text.startsWith("- ") || text.startsWith("* ") ? Blanks.stripStart(text.substring(2)) : text;
    }

    private static String formula(String text) {
        String inner = text;
        if (inner.startsWith("$$") || inner.startsWith("\\[") || inner.startsWith("\\(")) {
            inner = Blanks.strip(inner.substring(2));
        }
        if (inner.endsWith("$$") || inner.endsWith("\\]") || inner.endsWith("\\)")) {
            inner = Blanks.strip(inner.substring(0, inner.length() - 2));
        }
        return "$$\n" + inner + "\n$$";
    }

    private static String closed(String text) {
        return text.startsWith("```") && !text.endsWith("```") ? text + "\n```" : text;
    }

    private static String paragraphs(String text) {
        String result = text;
        if (result.startsWith("·") || result.startsWith("•") || result.startsWith("* ")) {
            result = "- " + Blanks.stripStart(result.substring(1));
        }
        Matcher bracketed = BRACKETED.matcher(result);
        if (bracketed.matches()) {
            result = "(" + bracketed.group(1) + ") " + Blanks.stripStart(bracketed.group(2));
        }
        Matcher numbered = NUMBERED.matcher(result);
        if (numbered.matches()) {
            String separator = numbered.group(2).equals("）") ? ")" : numbered.group(2);
            result = numbered.group(1) + separator + " " + Blanks.stripStart(numbered.group(3));
        }
        return SINGLE_BREAK.matcher(result).replaceAll("\n\n");
    }
}
