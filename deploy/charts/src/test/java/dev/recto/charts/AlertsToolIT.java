package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and panels as Prometheus understands them. */
final class AlertsToolIT {
    @Test
    void alertsAreRules() throws IOException, InterruptedException {
        assertThat(promtool("check", Monitoring.files(Monitoring.ALERTS))).doesNotContain("FAILED");
    }

    @Test
    void alertsFireWhereTheyAreToAndNowhereElse() throws IOException, InterruptedException {
        assertThat(promtool("test", Monitoring.files(Monitoring.TESTS))).doesNotContain("FAILED");
    }

    /** A recording rule of each, which is checked as a rule is. */
    @Test
    void everyPanelAsksWhatPrometheusUnderstands(@TempDir Path folder) throws IOException, InterruptedException {
        YAMLMapper yaml = new YAMLMapper();
        ArrayNode rules = yaml.createArrayNode();
        for (String expression : Monitoring.expressions()) {
            rules.addObject().put("record", "panel:" + rules.size()).put("expr", expression);
        }
        var file = yaml.createObjectNode();
        file.putArray("groups").addObject().put("name", "panels").set("rules", rules);
        Path written = folder.resolve("panels.yaml");
        yaml.writeValue(written.toFile(), file);

        assertThat(promtool("check", List.of(written))).contains(rules.size() + " rules found");
    }

    private static String promtool(String what, List<Path> files) throws IOException, InterruptedException {
        assertThat(files).isNotEmpty();
        return Tools.installed(Stream.concat(
                        Stream.of("promtool", what, "rules"), files.stream().map(Path::toString))
                .toList());
    }
}
