package dev.recto.api.ocr;

import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A media type that a client takes, and how much it wants it, from 0 to 1 (RFC 9110, 12.5.1). */
record AcceptedFormat(MediaType type, double weight) {
    /** The wanted most that there is; markdown for a client that takes others only. What is malformed wants nothing. */
    static DocumentFormat of(Stream<String> accepted) {
        List<AcceptedFormat> wanted = accepted.flatMap(AcceptedFormat::parse)
                .filter(each -> each.weight() > 0)
                .sorted(Comparator.comparingDouble(AcceptedFormat::weight).reversed())
                .toList();
        return wanted.stream()
                .flatMap(each -> Stream.of(DocumentFormat.values())
                        .filter(format -> format.mediaType().isCompatible(each.type())))
                .findFirst()
                .orElse(DocumentFormat.MARKDOWN);
    }

    private static Stream<AcceptedFormat> parse(String item) {
        try {
            MediaType type = MediaType.valueOf(item.strip());
            return Stream.of(
                    new AcceptedFormat(type, quality(type.getParameters().get("q"))));
        } catch (IllegalArgumentException malformed) {
            return Stream.empty();
        }
    }

    private static double quality(@Nullable String given) {
        return given == null ? 1 : Double.parseDouble(given);
    }
}
