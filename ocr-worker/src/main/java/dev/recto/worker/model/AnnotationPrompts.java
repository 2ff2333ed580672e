package dev.recto.worker.model;

import org.jspecify.annotations.Nullable;

/** Instructions for models that were not trained on a form of their own. */
public final class AnnotationPrompts {
    private AnnotationPrompts() {}

    public static String withSchema(String prompt, @Nullable String schema) {
        return schema == null ? prompt : prompt + "\nAnswer with JSON that follows this schema:\n" + schema;
    }
}
