package dev.recto.local.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A form of one text field and one file, which is streamed. */
record MultipartForm(String field, String value, Path file, ReadingListener listener, String boundary) {
    MultipartForm(String field, String value, Path file, ReadingListener listener) {
        this(field, value, file, listener, UUID.randomUUID().toString());
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() throws IOException {
        String name = file.getFileName().toString().replaceAll("[\"\\r\\n\\\\]", "_");
        String head = "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, field, value)
                + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n".formatted(boundary, name)
                + "Content-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + boundary + "--\r\n";
        long size = Files.size(file);
        return BodyPublishers.concat(
                BodyPublishers.ofString(head, StandardCharsets.UTF_8),
                BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(size)), Math.max(1, size)),
                BodyPublishers.ofString(tail, StandardCharsets.UTF_8));
    }

    private InputStream open(long size) {
        try {
            return new Counted(Files.newInputStream(file), size);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private final class Counted extends FilterInputStream {
        private final long total;
        private long sent;

        Counted(InputStream in, long total) {
            super(in);
            this.total = total;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count > 0) {
                sent += count;
                listener.uploaded(sent, total);
            }
            return count;
        }
    }
}
