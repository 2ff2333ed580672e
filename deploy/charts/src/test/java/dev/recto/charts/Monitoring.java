package dev.recto.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart's dashboards and alerts as they lie in it. */
final class Monitoring {
    static final Path DASHBOARDS = Chart.FOLDER.resolve("dashboards");
    static final Path ALERTS = Chart.FOLDER.resolve("alerts");

    /** Inputs for which alerts must fire or must not, as promtool takes them. */
    static final Path TESTS = Chart.HOME.resolve("deploy/charts/src/test/alerts");

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Monitoring() {}

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        for (Path file : files(DASHBOARDS)) {
            dashboards.add(JSON.readTree(file.toFile()));
        }
        return dashboards;
    }

    static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        for (Path file : files(ALERTS)) {
            for (JsonNode group : YAML.readTree(file.toFile()).get("groups")) {
                group.get("rules").forEach(alerts::add);
            }
        }
        return alerts;
    }

    static List<JsonNode> tests() throws IOException {
        List<JsonNode> tests = new ArrayList<>();
        for (Path file : files(TESTS)) {
            YAML.readTree(file.toFile()).get("tests").forEach(tests::add);
        }
        return tests;
    }

    /** What panels ask Prometheus, with Grafana's variables in place. */
    static List<String> expressions() throws IOException {
        return dashboards().stream()
                .flatMap(dashboard -> dashboard.findValuesAsText("expr").stream())
                .map(expression -> expression.replaceAll("\\$__(rate_interval|interval|range)", "5m"))
                .toList();
    }
}
