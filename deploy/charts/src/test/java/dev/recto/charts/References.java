package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever a manifest of a release names is there: accounts, keys, files, volumes, ports, pods. */
record References(List<JsonNode> manifests) {
    /** @param external names of Secrets and claims that the release does not bring */
    void check(Set<String> external) {
        for (JsonNode manifest : manifests) {
            assertThat(Manifest.name(manifest)).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
            JsonNode pod = Manifest.pod(manifest);
            if (!pod.isMissingNode()) {
                account(pod);
                volumes(pod, external);
                Manifest.containers(pod).forEach(container -> variables(container, external));
            }
            if (manifest.at("/spec").has("selector") && !Manifest.kind(manifest).equals("PodMonitor")) {
                selection(manifest);
            }
        }
    }

    private void account(JsonNode pod) {
        String account = pod.path("serviceAccountName").asText();
        if (!account.isEmpty()) {
            Manifest.find(manifests, "ServiceAccount", account);
        }
    }

    private void volumes(JsonNode pod, Set<String> external) {
        Set<String> names = Manifest.stream(pod.path("volumes"))
                .map(each -> each.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(names).hasSize(pod.path("volumes").size());
        Set<String> mounted = Manifest.containers(pod)
                .flatMap(container -> Manifest.stream(container.path("volumeMounts")))
                .map(mount -> mount.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(mounted).isEqualTo(names);
        for (JsonNode volume : pod.path("volumes")) {
            if (volume.has("configMap")) {
                Manifest.find(
                        manifests, "ConfigMap", volume.at("/configMap/name").asText());
            }
            if (volume.has("secret")) {
                assertThat(external).contains(volume.at("/secret/secretName").asText());
            }
            if (volume.has("persistentVolumeClaim")) {
                assertThat(external)
                        .contains(volume.at("/persistentVolumeClaim/claimName").asText());
            }
        }
    }

    private void variables(JsonNode container, Set<String> external) {
        List<String> names = Manifest.stream(container.path("env"))
                .map(each -> each.path("name").asText())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        for (JsonNode variable : container.path("env")) {
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            if (!secret.isMissingNode()
                    && !external.contains(secret.path("name").asText())) {
                JsonNode known =
                        Manifest.find(manifests, "Secret", secret.path("name").asText());
                assertThat(known.path("stringData").has(secret.path("key").asText()))
                        .isTrue();
                assertThat(secret.path("key").asText()).matches("[-._a-zA-Z0-9]+");
            }
        }
    }

    /** A selector finds pods of one workload or more, and the ports that are named are theirs. */
    private void selection(JsonNode manifest) {
        JsonNode selector = manifest.at("/spec/selector");
        Map<String, String> labels =
                Manifest.texts(selector.has("matchLabels") ? selector.path("matchLabels") : selector);
        List<JsonNode> selected = manifests.stream()
                .filter(each -> Manifest.kind(each).equals("Deployment"))
                .filter(each -> Manifest.podLabels(each).entrySet().containsAll(labels.entrySet()))
                .toList();
        assertThat(selected).isNotEmpty();
        if (!Manifest.kind(manifest).equals("PodDisruptionBudget")) {
            assertThat(selected).hasSize(1);
        }
        for (JsonNode port : manifest.at("/spec/ports")) {
            assertThat(selected.stream().flatMap(References::ports))
                    .contains(port.path("targetPort").asText());
        }
    }

    static Stream<String> ports(JsonNode workload) {
        return Manifest.containers(Manifest.pod(workload))
                .flatMap(container -> Manifest.stream(container.path("ports")))
                .flatMap(port -> Stream.of(
                        port.path("name").asText(), port.path("containerPort").asText()));
    }
}
