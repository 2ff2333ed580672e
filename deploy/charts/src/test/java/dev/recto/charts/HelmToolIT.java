package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.parts.cluster.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the tools that operators use; see {@link Tools}. */
final class HelmToolIT {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "gpu", "keda", "s3"})
    void helm4RendersWithItsHooks(String example) throws IOException, InterruptedException {
        String values = Chart.FOLDER.resolve("ci").resolve(example + ".yaml").toString();
        List<JsonNode> manifests = Chart.parse(Tools.helm("template", "r", Chart.FOLDER.toString(), "-f", values));

        for (JsonNode manifest : manifests) {
            Manifests.check(manifest);
        }
        assertThat(manifests)
                .anyMatch(each ->
                        each.at("/metadata/annotations/helm.sh~1hook").asText().equals("test"));
    }

    @Test
    void helm4FindsNothingToSay() throws IOException, InterruptedException {
        String values = Chart.FOLDER.resolve("ci/gpu.yaml").toString();

        assertThat(Tools.helm("lint", "--strict", Chart.FOLDER.toString(), "-f", values))
                .contains("0 chart(s) failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "gpu", "keda", "s3"})
    void theNotesSayWhatToDoNext(String example) throws IOException, InterruptedException {
        String values = Chart.FOLDER.resolve("ci").resolve(example + ".yaml").toString();

        String notes =
                Tools.helm("install", "r", Chart.FOLDER.toString(), "-n", "recto", "--dry-run=client", "-f", values);

        assertThat(notes)
                .contains("rollout status deployment/r-recto-api", "helm -n recto test r", "POST /v1/keys")
                .doesNotContain("must hold");
    }

    @Test
    void whatARegistryGivesIsTheChart(@TempDir Path folder) throws IOException, InterruptedException {
        String values = Chart.FOLDER.resolve("ci/gpu.yaml").toString();
        try (Registry registry = Registry.start(folder)) {
            String charts = "oci://" + registry.address() + "/charts";
            Tools.helm("package", Chart.FOLDER.toString(), "-d", folder.toString());
            Tools.helm("push", folder.resolve("recto-0.1.0.tgz").toString(), charts, "--plain-http");

            String pulled =
                    Tools.helm("template", "r", charts + "/recto", "--version", "0.1.0", "--plain-http", "-f", values);

            assertThat(pulled).isEqualTo(Tools.helm("template", "r", Chart.FOLDER.toString(), "-f", values));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu", "keda"})
    void anOverlayIsWholeAndInOneNamespace(String overlay) throws IOException, InterruptedException {
        Path folder = Chart.HOME.resolve("deploy/k8s/overlays").resolve(overlay);

        List<JsonNode> manifests = Chart.parse(Tools.kubectl("kustomize", folder.toString()));

        assertThat(manifests)
                .hasSizeGreaterThan(8)
                .allMatch(each -> each.at("/metadata/namespace").asText().equals("recto"));
        for (JsonNode manifest : manifests) {
            Manifests.check(manifest);
        }
    }

    /** What kubectl makes of base, components and patches is what Helm makes of the chart with the same choices. */
    @Test
    void theOverlayOfKedaIsTheChartWithKeda() throws IOException, InterruptedException {
        Path tree = Chart.HOME.resolve("deploy/k8s");
        List<JsonNode> chart = Chart.parse(Tools.helm(
                "template",
                "recto",
                Chart.FOLDER.toString(),
                "--namespace=recto",
                "--no-hooks",
                "--kube-version=v1.34.0",
                "--values=" + tree.resolve("values.yaml"),
                "--set=workers.gpu.autoscaling.keda.enabled=true"));
        List<JsonNode> overlay = Chart.parse(
                Tools.kubectl("kustomize", tree.resolve("overlays/keda").toString()));

        overlay.forEach(manifest -> ((ObjectNode) manifest.path("metadata")).remove("namespace"));
        assertThat(overlay)
                .containsExactlyInAnyOrderElementsOf(
                        chart.stream().map(KustomizeTest::plain).toList());
    }
}
