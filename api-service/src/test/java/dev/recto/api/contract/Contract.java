package dev.recto.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeDiagnosingMatcher;

/** The schemas of the published description. */
public final class Contract {
    private static final JsonNode DESCRIPTION = read();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<JsonNode, Schema> PARSED = new ConcurrentHashMap<>();

    private Contract() {}

    /** What a JSON text breaks of a schema under {@code components/schemas}; empty if it keeps to it. */
    public static List<String> violations(String schema, String json) {
        if (DESCRIPTION.at("/components/schemas/" + schema).isMissingNode()) {
            throw new IllegalArgumentException("no schema " + schema);
        }
        return violations(reference("#/components/schemas/" + schema), json);
    }

    /** The same for a schema as it stands in the description. */
    static List<String> violations(JsonNode schema, String json) {
        return PARSED
                .computeIfAbsent(schema, Contract::parse)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** A body that keeps to the schema. */
    public static Matcher<String> matches(String schema) {
        return new TypeSafeDiagnosingMatcher<>() {
            @Override
            protected boolean matchesSafely(String json, Description mismatch) {
                List<String> violations = violations(schema, json);
                mismatch.appendText("breaks it: " + violations);
                return violations.isEmpty();
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("JSON that keeps to the schema " + schema);
            }
        };
    }

    static JsonNode description() {
        return DESCRIPTION;
    }

    /** Follows a reference, if it is one. */
    static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DESCRIPTION.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static ObjectNode reference(String to) {
        return new ObjectMapper().createObjectNode().put("$ref", to);
    }

    private static Schema parse(JsonNode node) {
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.putArray("allOf").add(node);
        schema.set("components", DESCRIPTION.get("components"));
        return SCHEMAS.getSchema(schema);
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(new File("../docs/openapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
