package dev.recto.api.web.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text of a request, wherever it is kept; UTF-8. */
public sealed interface Text {
    record Short(String value) implements Text {}

    record Long(Path file) implements Text {}

    default InputStream open() throws IOException {
        return switch (this) {
            case Short text -> new ByteArrayInputStream(text.value().getBytes(StandardCharsets.UTF_8));
            case Long text -> Files.newInputStream(text.file());
        };
    }

    /** Without the white space before it. */
    default InputStream openStripped() throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(open()));
        int first = in.read();
        while (first >= 0 && first <= ' ') {
            first = in.read();
        }
        if (first >= 0) {
            in.unread(first);
        }
        return in;
    }

    /** Whatever white space is before it, and whatever case it is in. */
    default boolean startsWith(String prefix) {
        try (InputStream in = openStripped()) {
            byte[] start = in.readNBytes(prefix.length());
            return new String(start, StandardCharsets.UTF_8).equalsIgnoreCase(prefix);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
