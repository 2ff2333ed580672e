package dev.recto.api.ocr.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown without its markup: the words stay, line by line. */
final class PlainText {
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern ROW_END = Pattern.compile("</tr>|<br ?/?>", Pattern.CASE_INSENSITIVE);
    private static final Pattern CELL_END = Pattern.compile("</t[dh]>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern TABLE_RULE =
            Pattern.compile("(?m)^ *\\|?( *:?-{2,}:? *\\|)+( *:?-{2,}:? *)?\\|? *(\\n|$)");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^ *\\|(.*)\\| *$");
    private static final Pattern CELL = Pattern.compile(" *(?<!\\\\)\\| *");
    private static final Pattern LINE_MARK = Pattern.compile("(?m)^ {0,3}(#{1,6} +|> ?)");
    private static final Pattern FENCE = Pattern.compile("(?m)^ *```.*(\\n|$)");
    private static final Pattern STRONG = Pattern.compile("(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\w*])\\*(?=\\S)([^*\\n]+?)(?<=\\S)\\*(?![\\w*])");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

    private PlainText() {}

    static String of(String markdown) {
        String text = PICTURE.matcher(markdown).replaceAll("");
        text = LINK.matcher(text).replaceAll("$1");
        text = FENCE.matcher(text).replaceAll("");
        text = TABLE_RULE.matcher(text).replaceAll("");
        text = TABLE_ROW
                .matcher(text)
                .replaceAll(row -> Matcher.quoteReplacement(
                        CELL.matcher(row.group(1).strip()).replaceAll("\t").replace("\\|", "|")));
        text = ROW_END.matcher(text).replaceAll("\n");
        text = CELL_END.matcher(text).replaceAll("\t");
        text = TAG.matcher(text).replaceAll("");
        text = LINE_MARK.matcher(text).replaceAll("");
        text = STRONG.matcher(text).replaceAll("$2");
        text = EMPHASIS.matcher(text).replaceAll("$1");
        return EMPTY_LINES.matcher(text).replaceAll("\n\n").strip();
    }
}
