package dev.recto.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Collectors;

/** Holds manifests to the API's own models, which refuse fields that are unknown or missing. */
final class Manifests {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Manifests() {}

    static void check(JsonNode manifest) throws IOException {
        JsonElement json = JsonParser.parseString(manifest.toString());
        String kind = manifest.path("kind").asText();
        switch (kind) {
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(json);
            case "Deployment" -> V1Deployment.validateJsonElement(json);
            case "HorizontalPodAutoscaler" -> V2HorizontalPodAutoscaler.validateJsonElement(json);
            case "Ingress" -> V1Ingress.validateJsonElement(json);
            case "Job" -> V1Job.validateJsonElement(json);
            case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
            case "Pod" -> V1Pod.validateJsonElement(json);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
            case "Secret" -> V1Secret.validateJsonElement(json);
            case "Service" -> V1Service.validateJsonElement(json);
            case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(json);
            default -> custom(kind, manifest.toString());
        }
    }

    /** Kinds of others; our schemas of them hold what the chart uses. */
    private static void custom(String kind, String manifest) throws IOException {
        try (InputStream schema = Manifests.class.getResourceAsStream("/schemas/" + kind + ".json")) {
            Schema known = SCHEMAS.getSchema(Objects.requireNonNull(schema, kind));
            String errors = known.validate(manifest, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .collect(Collectors.joining("\n"));
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException(kind + ": " + errors);
            }
        }
    }
}
