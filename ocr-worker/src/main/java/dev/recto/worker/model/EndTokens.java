package dev.recto.worker.model;

import dev.recto.worker.snapshot.SnapshotException;
import dev.recto.worker.snapshot.SnapshotJson;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The ids at which a model's answer ends: {@code generation_config.json}'s, else {@code config.json}'s. */
public final class EndTokens {
    private static final List<String> CONFIG_KEYS =
            List.of("eos_token_id", "text_config/eos_token_id", "language_config/eos_token_id");

    private EndTokens() {}

    public static Set<Integer> read(Path snapshot) {
        SnapshotJson config = SnapshotJson.read(snapshot, "config.json");
        int[] ids = SnapshotJson.readIfPresent(snapshot, "generation_config.json")
                .integers("eos_token_id")
                .or(() -> CONFIG_KEYS.stream()
                        .map(config::integers)
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseThrow(() -> new SnapshotException(snapshot.resolve("config.json"), "names no end token"));
        return Arrays.stream(ids).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
