package dev.recto.worker.serving;

import dev.recto.worker.detector.DetectorMemory;
import dev.recto.worker.engine.EngineMemory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a model will take of memory, before it is loaded.
 *
 * @param pixels bytes of pages that are drawn or prepared; they lie in the Java heap
 */
record ModelMemory(EngineMemory engine, Optional<DetectorMemory> layout, long pixels) {
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;

    /** Bytes by what they are for. */
    Map<String, Long> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("weights", engine.weights());
        parts.put("cache", engine.cache());
        parts.put("vision", engine.vision());
        parts.put("features", engine.features());
        parts.put("prompt", engine.prompt());
        layout.ifPresent(detector -> parts.put("layout", detector.total()));
        parts.put("pixels", pixels);
        return parts;
    }

    @Override
    public String toString() {
        return parts().entrySet().stream()
                .map(part -> part.getKey() + " " + size(part.getValue()) + note(part.getKey()))
                .collect(Collectors.joining(", "));
    }

    private String note(String part) {
        return switch (part) {
            case "cache" -> " (" + engine.slots() + " slots of " + engine.slotTokens() + " tokens)";
            case "pixels" -> " (in the Java heap)";
            default -> "";
        };
    }

    static String size(long bytes) {
        return bytes >= GIBIBYTE
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE)
                : String.format(Locale.ROOT, "%.0f MiB", Math.ceil(bytes / MEBIBYTE));
    }
}
