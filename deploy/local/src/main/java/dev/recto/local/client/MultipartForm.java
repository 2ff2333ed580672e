package dev.recto.local.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A form of text fields and of a file or a slice of one, which is streamed. */
record MultipartForm(
        Map<String, String> fields, String name, Slice slice, long total, ReadingListener listener, String boundary) {
    MultipartForm(Map<String, String> fields, String name, Slice slice, long total, ReadingListener listener) {
        this(fields, name, slice, total, listener, UUID.randomUUID().toString());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        StringBuilder head = new StringBuilder();
        fields.forEach((field, value) -> head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, field, value)));
        String fileName = slice.file().getFileName().toString().replaceAll("[\"\\r\\n\\\\]", "_");
        head.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                .formatted(boundary, name, fileName));
        head.append("Content-Type: application/octet-stream\r\n\r\n");
        return BodyPublishers.concat(
                BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
                content(),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8));
    }

    private BodyPublisher content() {
        return slice.length() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> slice.open(listener, total)), slice.length());
    }
}
