package dev.recto.api.ocr.docx;

import java.util.Optional;

/** The pictures that a text may show, by their names in it. */
@FunctionalInterface
public interface Pictures {
    Optional<Drawing> find(String name);
}
