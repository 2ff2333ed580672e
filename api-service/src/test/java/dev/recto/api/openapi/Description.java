package dev.recto.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The description as it is published. */
final class Description {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;

    private Description(JsonNode root) {
        this.root = root;
    }

    static Description read() {
        try (InputStream file = Description.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Description parse(String yaml) throws IOException {
        return new Description(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    }

    /** Such as {@code GET /v1/files/{file_id}}. */
    Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        routes.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return routes;
    }

    /** Of the operation and of its path, references followed. */
    List<JsonNode> parameters(String route) {
        String[] methodAndPath = route.split(" ", 2);
        JsonNode path = root.get("paths").get(methodAndPath[1]);
        List<JsonNode> parameters = new ArrayList<>();
        path.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        operation(route).path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        return parameters;
    }

    /** Top-level fields of the body in this media type, by name; none if the operation takes no such body. */
    Map<String, JsonNode> fields(String route, String mediaType) {
        Map<String, JsonNode> fields = new TreeMap<>();
        collect(
                operation(route)
                        .path("requestBody")
                        .path("content")
                        .path(mediaType)
                        .path("schema"),
                fields);
        return fields;
    }

    private void collect(JsonNode schema, Map<String, JsonNode> fields) {
        JsonNode resolved = resolve(schema);
        resolved.path("properties").properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        resolved.path("allOf").forEach(part -> collect(part, fields));
    }

    private JsonNode operation(String route) {
        String[] methodAndPath = route.split(" ", 2);
        return root.get("paths").get(methodAndPath[1]).get(methodAndPath[0].toLowerCase(Locale.ROOT));
    }

    /** Follows a reference, if it is one. */
    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }
}
