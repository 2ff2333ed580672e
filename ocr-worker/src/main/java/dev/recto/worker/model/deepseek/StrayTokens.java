package dev.recto.worker.model.deepseek;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Special tokens that are no part of a complete tag. Those of table cells stay inside tables, where they are markup. */
final class StrayTokens {
    private static final Pattern TABLE = Pattern.compile("<table\\b.*?(?:</table>|\\z)", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("<\\|/?[A-Za-z]+\\|>|<｜[^｜<>]*｜>|<image>");
    private static final Pattern CELL = Pattern.compile("</?t[dr]>");

    private StrayTokens() {}

    static String remove(String text) {
        String content = TOKEN.matcher(text).replaceAll("");
        StringBuilder kept = new StringBuilder();
        Matcher table = TABLE.matcher(content);
        int done = 0;
        while (table.find()) {
            kept.append(CELL.matcher(content.substring(done, table.start())).replaceAll(""))
                    .append(table.group());
            done = table.end();
        }
        return kept.append(CELL.matcher(content.substring(done)).replaceAll("")).toString();
    }
}
