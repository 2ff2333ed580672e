package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The kustomize tree is what the chart renders, put into files. */
final class KustomizeTest {
    private static final Path TREE = Chart.HOME.resolve("deploy/k8s");
    private static final String BASE = "base/recto.yaml";
    private static final String SCALED = "components/keda/keda.yaml";
    private static final Map<String, Object> KEDA = Map.of("workers.gpu.autoscaling.keda.enabled", true);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(
                    Feature.MINIMIZE_QUOTES,
                    Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(Feature.SPLIT_LINES)
            .build();

    @Test
    void theyAreWhatTheChartRenders() throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = TREE.resolve(file.getKey());
            if (Boolean.getBoolean("charts.write")) {
                Files.writeString(path, file.getValue());
            }
            assertThat(path).content().isEqualTo(file.getValue());
            for (JsonNode manifest : Chart.parse(file.getValue())) {
                Manifests.check(manifest);
            }
        }
    }

    /** What KEDA's component changes about the others is what its switch changes about the chart. */
    @Test
    void theComponentOfKedaChangesWhatTheChartDoes() throws IOException {
        List<JsonNode> patched = rendered(Map.of());
        for (JsonNode patch : YAML.readTree(
                        TREE.resolve("components/keda/kustomization.yaml").toFile())
                .get("patches")) {
            Patches.apply(patch, patched);
        }

        assertThat(patched)
                .containsExactlyElementsOf(rendered(KEDA).stream()
                        .filter(manifest -> !place(manifest).equals(SCALED))
                        .toList());
    }

    private static List<JsonNode> rendered(Map<String, Object> changes) throws IOException {
        return new Chart("recto", TREE.resolve("values.yaml"), changes)
                .render().stream().map(KustomizeTest::plain).toList();
    }

    private static Map<String, String> files() throws IOException {
        Map<String, List<JsonNode>> files = new TreeMap<>();
        for (JsonNode manifest : rendered(Map.of())) {
            files.computeIfAbsent(place(manifest), any -> new ArrayList<>()).add(manifest);
        }
        files.put(
                SCALED,
                rendered(KEDA).stream()
                        .filter(manifest -> place(manifest).equals(SCALED))
                        .toList());
        assertThat(files).hasSize(4);
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, List<JsonNode>> file : files.entrySet()) {
            StringWriter text = new StringWriter();
            YAML.writer().writeValues(text).writeAll(file.getValue()).close();
            assertThat(Chart.parse(text.toString())).isEqualTo(file.getValue());
            texts.put(file.getKey(), text.toString());
        }
        return texts;
    }

    private static String place(JsonNode manifest) {
        if (manifest.path("kind").asText().equals("ScaledObject")) {
            return SCALED;
        }
        if (manifest.at("/metadata/labels/app.kubernetes.io~1component")
                .asText()
                .equals("monitoring")) {
            return "components/monitoring/monitoring.yaml";
        }
        return manifest.at("/metadata/labels/recto.dev~1pool").asText().equals("gpu")
                ? "components/gpu/gpu.yaml"
                : BASE;
    }

    /** Without what says that Helm made it. */
    static JsonNode plain(JsonNode manifest) {
        manifest.findParents("helm.sh/chart")
                .forEach(labels ->
                        ((ObjectNode) labels).remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by")));
        return manifest;
    }
}
