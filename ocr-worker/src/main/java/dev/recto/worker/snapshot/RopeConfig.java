package dev.recto.worker.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How heads turn with their places: newer files say it in an object of its own, older ones beside the other keys.
 *
 * @param share of each head that turns, from its first number on
 * @param sections how many frequencies turn with each axis; empty where the file does not say
 */
public record RopeConfig(float theta, double share, Optional<List<Integer>> sections) {
    private static final Set<String> PLAIN = Set.of("default", "axial");

    /** Refuses frequencies that are scaled, which no published model of these families has. */
    static RopeConfig of(ConfigNode config) {
        ConfigNode own = Stream.of("rope_scaling", "rope_parameters")
                .filter(config::has)
                .findFirst()
                .map(config::child)
                .orElse(config);
        if (!PLAIN.contains(own.text("rope_type", own.text("type", "default")))) {
            throw own.wrong("rope_type", "default or axial");
        }
        return new RopeConfig(
                own.real("rope_theta", config.real("rope_theta", 10_000)),
                own.number("partial_rotary_factor", config.number("partial_rotary_factor", 1)),
                own.has("mrope_section") ? Optional.of(own.integers("mrope_section")) : Optional.empty());
    }
}
