package dev.recto.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What tests ask of manifests. */
final class Manifest {
    private Manifest() {}

    static String kind(JsonNode manifest) {
        return manifest.path("kind").asText();
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    static JsonNode find(List<JsonNode> manifests, String kind, String name) {
        return manifests.stream()
                .filter(each -> kind(each).equals(kind) && name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The pod that a workload makes; missing where it makes none. */
    static JsonNode pod(JsonNode manifest) {
        return kind(manifest).equals("Pod") ? manifest.path("spec") : manifest.at("/spec/template/spec");
    }

    static Map<String, String> podLabels(JsonNode manifest) {
        return texts(manifest.at(kind(manifest).equals("Pod") ? "/metadata/labels" : "/spec/template/metadata/labels"));
    }

    static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.concat(stream(pod.path("initContainers")), stream(pod.path("containers")));
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.fields()
                .forEachRemaining(
                        entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    /** A pod of our own images, which the restricted standard is for. */
    static boolean isOurs(JsonNode pod) {
        return pod.at("/containers/0/image").asText().contains("recto-");
    }
}
