package dev.recto.api.ocr.docx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Parts of a document that are always the same, but for one place. */
enum Template {
    TYPES("content-types.xml"),
    ROOT("root.xml"),
    RELATIONSHIPS("relationships.xml"),
    NUMBERING("numbering.xml"),
    STYLES("styles.xml");

    private static final String PLACE = "<!-- here -->";

    private final String text;

    Template(String file) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream("/docx/" + file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String with(String content) {
        return text.replace(PLACE, content);
    }
}
