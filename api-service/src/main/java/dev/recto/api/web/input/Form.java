package dev.recto.api.web.input;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for of a form.
 *
 * @param texts values of fields that are no files, by name
 * @param files by name; of several with one name the first
 */
public record Form(Map<String, List<String>> texts, Map<String, FormFile> files) {
    /** @param name as the client sent it; empty if it sent none */
    public record FormFile(String name, Path path) {
        public long size() {
            return path.toFile().length();
        }
    }

    public List<String> texts(String name) {
        return texts.getOrDefault(name, List.of());
    }

    public Optional<FormFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
