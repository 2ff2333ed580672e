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
import java.util.Set;
import java.util.TreeSet;

/** The description as it is published. */
final class Description {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Objects within a body that are looked into. */
    private static final int DEEPEST = 2;

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

    boolean answers(String route, int status) {
        return operation(route).path("responses").has(Integer.toString(status));
    }

    boolean takesBody(String route) {
        return operation(route).has("requestBody");
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

    /** Fields of the body in this media type, those of objects in it as {@code object.field}; none if there is no such body. */
    Set<String> fields(String route, String mediaType) {
        Set<String> fields = new TreeSet<>();
        collect(
                operation(route)
                        .path("requestBody")
                        .path("content")
                        .path(mediaType)
                        .path("schema"),
                "",
                DEEPEST,
                fields);
        return fields;
    }

    private void collect(JsonNode schema, String prefix, int depth, Set<String> fields) {
        JsonNode resolved = resolve(schema);
        resolved.path("properties").properties().forEach(field -> {
            fields.add(prefix + field.getKey());
            if (depth > 0) {
                collect(field.getValue(), prefix + field.getKey() + ".", depth - 1, fields);
            }
        });
        for (String parts : List.of("allOf", "anyOf", "oneOf")) {
            resolved.path(parts).forEach(part -> collect(part, prefix, depth, fields));
        }
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
