package dev.recto.local.bench;

import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the broker has written of its topics, its own about groups included; what it writes of the cluster is left out. */
record KafkaLog(Path directory) {
    private static final String OF_THE_CLUSTER = "__cluster_metadata";

    static KafkaLog of(LocalStack stack) {
        return new KafkaLog(stack.data().resolve("kafka"));
    }

    long bytes() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> !directory.relativize(file).toString().startsWith(OF_THE_CLUSTER))
                    .mapToLong(KafkaLog::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
