package dev.recto.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chart's values with their defaults and what the lines above them say. */
final class Values {
    private static final Pattern ENTRY = Pattern.compile("( *)([A-Za-z0-9]+):(?: (.*))?");
    private static final Pattern COMMENT = Pattern.compile("( *)# (.*)");

    private Values() {}

    /** @param meaning empty where the name says it all */
    record Value(String path, String standard, String meaning) {}

    private record Open(int indent, String path) {}

    static List<Value> read() throws IOException {
        List<Value> values = new ArrayList<>();
        Deque<Open> parents = new ArrayDeque<>();
        List<String> said = new ArrayList<>();
        int saidAt = -1;
        for (String line : Files.readAllLines(Chart.FOLDER.resolve("values.yaml"))) {
            Matcher comment = COMMENT.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (comment.matches()) {
                saidAt = comment.group(1).length();
                said.add(comment.group(2));
            } else if (entry.matches()) {
                int indent = entry.group(1).length();
                while (!parents.isEmpty() && parents.peek().indent() >= indent) {
                    parents.pop();
                }
                String path =
                        parents.isEmpty() ? entry.group(2) : parents.peek().path() + "." + entry.group(2);
                String meaning = saidAt == indent ? String.join(" ", said) : "";
                if (entry.group(3) == null) {
                    parents.push(new Open(indent, path));
                }
                if (entry.group(3) != null || !meaning.isEmpty()) {
                    values.add(new Value(path, entry.group(3) == null ? "" : entry.group(3), meaning));
                }
                said.clear();
            } else {
                said.clear();
            }
        }
        return values;
    }
}
