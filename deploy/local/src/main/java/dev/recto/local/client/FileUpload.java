package dev.recto.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Stores a file at the service, in parts where it is larger than one request may be. */
record FileUpload(Exchanges service, long inOneRequest, long part) {
    private static final String PURPOSE = "ocr";

    FileUpload(Exchanges service) {
        this(service, 50L << 20, 32L << 20);
    }

    /** Returns its id. */
    String send(Path file, ReadingListener listener) throws IOException, InterruptedException {
        long size = Files.size(file);
        return size <= inOneRequest ? whole(file, size, listener) : inParts(file, size, listener);
    }

    private String whole(Path file, long size, ReadingListener listener) throws IOException, InterruptedException {
        return id(post(
                "/v1/files",
                new MultipartForm(Map.of("purpose", PURPOSE), "file", new Slice(file, 0, size), size, listener)));
    }

    private String inParts(Path file, long size, ReadingListener listener) throws IOException, InterruptedException {
        String upload = "/v1/uploads/"
                + id(post(
                        "/v1/uploads",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("filename", file.getFileName().toString())
                                .put("bytes", size)
                                .put("mime_type", "application/octet-stream")
                                .put("purpose", PURPOSE)));
        try {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            ArrayNode parts = all.putArray("part_ids");
            for (long start = 0; start < size; start += part) {
                Slice slice = new Slice(file, start, Math.min(part, size - start));
                parts.add(id(post(upload + "/parts", new MultipartForm(Map.of(), "data", slice, size, listener))));
            }
            return id(service.send(json(upload + "/complete", all)
                            .header("Idempotency-Key", UUID.randomUUID().toString()))
                    .path("file"));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            cancel(upload, failure);
            throw failure;
        }
    }

    private void cancel(String upload, Exception failure) {
        try {
            post(upload + "/cancel", JsonNodeFactory.instance.objectNode());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(stop);
        } catch (IOException | RuntimeException stays) {
            failure.addSuppressed(stays);
        }
    }

    private JsonNode post(String path, MultipartForm form) throws IOException, InterruptedException {
        return service.send(
                service.request(path).header("Content-Type", form.contentType()).POST(form.body()));
    }

    private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
        return service.send(json(path, body));
    }

    private HttpRequest.Builder json(String path, ObjectNode body) {
        return service.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }
}
