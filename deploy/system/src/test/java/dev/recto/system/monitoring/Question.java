package dev.recto.system.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One that a panel, a dashboard's variable or an alert asks.
 *
 * @param shown labels that its answer is to have
 */
public record Question(String asker, Expression expression, Set<String> shown) {
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{ *(?:\\$labels\\.)?(\\w+) *}}");

    /** All of the chart. */
    public static List<Question> ofChart(Path chart) throws IOException {
        List<Question> questions = new ArrayList<>();
        for (Path file : files(chart.resolve("dashboards"))) {
            dashboard(new ObjectMapper().readTree(file.toFile()), questions);
        }
        for (Path file : files(chart.resolve("alerts"))) {
            for (JsonNode rule : new YAMLMapper().readTree(file.toFile()).findValue("rules")) {
                questions.add(new Question(
                        rule.get("alert").asText(),
                        Expression.of(rule.get("expr").asText()),
                        shown(rule.at("/annotations/summary").asText())));
            }
        }
        return questions;
    }

    private static void dashboard(JsonNode dashboard, List<Question> questions) {
        String title = dashboard.get("title").asText();
        for (JsonNode variable : dashboard.at("/templating/list")) {
            Matcher values = VARIABLE.matcher(variable.path("definition").asText());
            if (values.matches()) {
                Expression expression = new Expression(Map.of(values.group(1), Set.of(values.group(2))), Set.of());
                questions.add(new Question(title + ", $" + variable.get("name").asText(), expression, Set.of()));
            }
        }
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                questions.add(new Question(
                        title + ", " + panel.get("title").asText(),
                        Expression.of(target.get("expr").asText()),
                        shown(target.path("legendFormat").asText())));
            }
        }
    }

    private static Set<String> shown(String text) {
        Set<String> labels = new TreeSet<>();
        LEGEND.matcher(text).results().forEach(label -> labels.add(label.group(1)));
        return labels;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
