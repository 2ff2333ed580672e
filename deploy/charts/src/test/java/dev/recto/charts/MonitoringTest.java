package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MonitoringTest {
    private static final Path RUNBOOKS = Chart.HOME.resolve("docs/runbooks");

    private static List<String> names() throws IOException {
        return Monitoring.alerts().stream()
                .map(alert -> alert.path("alert").asText())
                .toList();
    }

    @Test
    void dashboardsAndTheirPanelsCanBeToldApart() throws IOException {
        List<JsonNode> dashboards = Monitoring.dashboards();

        assertThat(dashboards)
                .hasSizeGreaterThan(3)
                .extracting(each -> each.path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("recto-[a-z]{3,30}"));
        assertThat(dashboards).extracting(each -> each.path("title").asText()).doesNotHaveDuplicates();
        for (JsonNode dashboard : dashboards) {
            assertThat(dashboard.get("panels"))
                    .isNotEmpty()
                    .extracting(panel -> panel.path("id").asInt())
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id > 0);
        }
    }

    /** A panel that asks one data source for good works in nobody else's Grafana. */
    @Test
    void everyQueryGoesToTheChosenDataSource() throws IOException {
        for (JsonNode dashboard : Monitoring.dashboards()) {
            assertThat(dashboard.findValues("datasource"))
                    .isNotEmpty()
                    .allMatch(each -> each.path("uid").asText().equals("${datasource}"));
        }
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        String index = Files.readString(RUNBOOKS.resolve("README.md"));
        List<String> names = names();

        assertThat(names).isNotEmpty().doesNotHaveDuplicates().allSatisfy(name -> {
            assertThat(RUNBOOKS.resolve(name + ".md")).content().startsWith("# " + name + "\n");
            assertThat(index).contains("(" + name + ".md)");
        });
        assertThat(Monitoring.files(RUNBOOKS))
                .extracting(page -> page.getFileName().toString())
                .allMatch(page -> page.equals("README.md") || names.contains(page.replace(".md", "")));
    }

    /** promtool runs them with -Pk8s. */
    @Test
    void everyAlertIsTriedWhereItFiresAndWhereItMustNot() throws IOException {
        List<String> tried = Monitoring.tests().stream()
                .map(test -> test.path("name").asText())
                .toList();

        assertThat(names()).allSatisfy(name -> assertThat(tried).contains(name + " fires", name + " is quiet"));
    }

    @Test
    void theChartShipsThemAsTheyAre() throws IOException {
        List<JsonNode> manifests = Chart.with("gpu").render();

        for (Path file : Monitoring.files(Monitoring.DASHBOARDS)) {
            String shipped = manifests.stream()
                    .map(each ->
                            each.at("/data").path("recto-" + file.getFileName()).asText())
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElseThrow();
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(shipped)).isEqualTo(json.readTree(file.toFile()));
        }
        JsonNode rules = Chart.with("gpu").find("PrometheusRule", "r-recto");
        assertThat(rules.findValuesAsText("alert")).hasSize(names().size() - 1).doesNotContain("RectoRestarts");
        assertThat(rules.findValuesAsText("summary")).anyMatch(text -> text.contains("{{ $labels.model }}"));
        assertThat(rules.findValuesAsText("runbook_url"))
                .contains("https://wiki.example/recto/runbooks/RectoErrors.md")
                .hasSize(names().size() - 1);
    }

    @Test
    void aRuleThatIsNotThereCannotBeLeftOut() {
        Chart chart = new Chart(
                "r", Chart.FOLDER.resolve("ci/gpu.yaml"), Map.of("monitoring.rules.excludeRules[0]", "RectoNonsense"));

        assertThatThrownBy(chart::render).hasMessageContaining("there is no rule RectoNonsense");
    }
}
