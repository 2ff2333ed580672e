package dev.recto.system.monitoring;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an expression of Prometheus names; whether it is one promtool says.
 *
 * @param metrics with the labels that they are chosen by
 * @param groupings labels that something is summed or matched by
 */
public record Expression(Map<String, Set<String>> metrics, Set<String> groupings) {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTOR = Pattern.compile("([A-Za-z_:][\\w:]*)\\s*\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[A-Za-z_:][\\w:]*(?![\\w:]|\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    public static Expression of(String expression) {
        Map<String, Set<String>> metrics = new TreeMap<>();
        Set<String> groupings = new TreeSet<>();
        String rest = TEXT.matcher(expression).replaceAll("");
        Matcher selectors = SELECTOR.matcher(rest);
        while (selectors.find()) {
            metrics.computeIfAbsent(selectors.group(1), any -> new TreeSet<>())
                    .addAll(MATCHER.matcher(selectors.group(2))
                            .results()
                            .map(found -> found.group(1))
                            .collect(Collectors.toSet()));
        }
        rest = RANGE.matcher(SELECTOR.matcher(rest).replaceAll("0")).replaceAll("");
        GROUPING.matcher(rest)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(",")))
                .map(String::strip)
                .filter(label -> !label.isEmpty())
                .forEach(groupings::add);
        NAME.matcher(GROUPING.matcher(rest).replaceAll(""))
                .results()
                .map(found -> found.group())
                .filter(name -> !WORDS.contains(name))
                .forEach(name -> metrics.computeIfAbsent(name, any -> new TreeSet<>()));
        return new Expression(metrics, groupings);
    }
}
