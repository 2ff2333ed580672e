package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaLogTest {
    @TempDir
    Path data;

    @Test
    void recordsOfAllTopicsButTheClustersCount() throws IOException {
        write("recto.results-0/00000000000000000000.log", 100);
        write("recto.results-0/00000000000000000100.log", 20);
        write("recto.results-0/00000000000000000000.index", 4_000);
        write("__share_group_state-1/00000000000000000000.log", 3);
        write("__cluster_metadata-0/00000000000000000000.log", 7_000);

        assertThat(new KafkaLog(data).bytes()).isEqualTo(123);
    }

    private void write(String file, int bytes) throws IOException {
        Path path = data.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[bytes]);
    }
}
