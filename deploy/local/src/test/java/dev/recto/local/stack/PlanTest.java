package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.parts.PartsAddresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    private static final String DEVICE = "-Drecto.worker.vlm.cuda.device=";

    @TempDir
    Path home;

    @BeforeEach
    void build() throws IOException {
        Path jar = home.resolve("ocr-worker/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);
    }

    @Test
    void eachWorkerHasAGpuOfItsOwn() {
        Plan plan = plan(3, List.of(0, 2), Map.of());
        assertThat(plan.worker(0).line()).contains("-Drecto.worker.vlm.preset=cuda", DEVICE + "0", "-Xmx4g");
        assertThat(plan.worker(1).line()).contains("-Drecto.worker.vlm.preset=cuda", DEVICE + "2", "-Xmx4g");
        assertThat(plan.worker(2).line()).contains(DEVICE + "0");
    }

    @Test
    void withoutGpusWorkersComputeOnTheProcessor() {
        assertThat(plan(1, List.of(), Map.of("recto.worker.tesseract.slots", "2"))
                        .worker(0)
                        .line())
                .contains("-Xmx1280m", "-XX:+ExitOnOutOfMemoryError")
                .noneMatch(argument -> argument.contains("recto.worker.vlm."));
    }

    @Test
    void settingsOfTheUserWin() {
        Plan plan = plan(1, List.of(1), Map.of("recto.worker.vlm.preset", "", "recto.worker.vlm.slots", "8"));
        assertThat(plan.worker(0).line())
                .contains("-Drecto.worker.vlm.preset=", "-Drecto.worker.vlm.slots=8", DEVICE + "1");
    }

    private Plan plan(int workers, List<Integer> gpus, Map<String, String> settings) {
        Path data = home.resolve("data");
        StackOptions options =
                new StackOptions(data, true, "127.0.0.1", 0, 0, 0, 0, 0, 1, workers, Map.of(), settings, gpus);
        return new Plan(
                options,
                new Installation(home),
                new DataDirectory(data, true),
                new Ports(new PartsAddresses(1, 2, 3), List.of(4), List.of(5), List.of(6, 7, 8)),
                "key",
                "code",
                HttpClient.newHttpClient());
    }
}
