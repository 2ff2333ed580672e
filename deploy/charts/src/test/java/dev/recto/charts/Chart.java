package dev.recto.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chart with the values of a file, and changes to them. */
record Chart(String release, Path values, Map<String, Object> changes) {
    static final Path HOME = Path.of(System.getProperty("recto.home"));
    static final Path FOLDER = HOME.resolve("helm/recto");

    /** Helm's own default is too old for what the chart uses. */
    private static final String KUBERNETES = "v1.34.0";

    private static final YAMLMapper YAML = new YAMLMapper();

    /** One of the chart's own examples. */
    static Chart with(String example) {
        return new Chart("r", FOLDER.resolve("ci").resolve(example + ".yaml"), Map.of());
    }

    Chart set(String path, Object value) {
        Map<String, Object> more = new TreeMap<>(changes);
        more.put(path, value);
        return new Chart(release, values, more);
    }

    /** What it renders; fails where it refuses its values. */
    List<JsonNode> render() throws IOException {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName(release)
                .withNamespace("recto")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(values);
        changes.forEach(command::set);
        return parse(command.call());
    }

    static List<JsonNode> parse(String text) throws IOException {
        try (MappingIterator<JsonNode> objects = YAML.readerFor(JsonNode.class).readValues(text)) {
            return objects.readAll().stream()
                    .filter(each -> each != null && !each.isNull() && !each.isEmpty())
                    .toList();
        }
    }

    JsonNode find(String kind, String name) throws IOException {
        return Manifest.find(render(), kind, name);
    }
}
