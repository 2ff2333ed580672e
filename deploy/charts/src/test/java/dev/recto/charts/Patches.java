package dev.recto.charts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** What kustomize does with the JSON patches of our components: additions at a list's end, and removals. */
final class Patches {
    private Patches() {}

    /** Changes the one manifest that the patch is meant for. */
    static void apply(JsonNode patch, List<JsonNode> manifests) throws IOException {
        List<JsonNode> targets = manifests.stream()
                .filter(manifest -> manifest.path("kind").equals(patch.at("/target/kind"))
                        && manifest.at("/metadata/name").equals(patch.at("/target/name")))
                .toList();
        if (targets.size() != 1) {
            throw new AssertionError("not one target but " + targets.size() + ": " + patch.get("target"));
        }
        for (JsonNode operation : Chart.parse(patch.path("patch").asText())) {
            apply(operation, targets.getFirst());
        }
    }

    private static void apply(JsonNode operation, JsonNode manifest) {
        JsonPointer path = JsonPointer.compile(operation.path("path").asText());
        JsonNode parent = manifest.at(path.head());
        String last = path.last().getMatchingProperty();
        String kind = operation.path("op").asText();
        if (kind.equals("add") && last.equals("-") && parent instanceof ArrayNode list) {
            list.add(operation.get("value"));
        } else if (kind.equals("remove") && parent instanceof ObjectNode fields && fields.has(last)) {
            fields.remove(last);
        } else {
            throw new AssertionError("can't be done: " + operation);
        }
    }
}
