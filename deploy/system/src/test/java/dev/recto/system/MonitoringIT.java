package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.local.client.RectoClient;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.system.monitoring.Question;
import dev.recto.system.monitoring.Scrape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the chart's dashboards and alerts ask for is told by services that have read something. */
@ExtendWith(SharedStack.class)
class MonitoringIT {
    private static final String MODEL = "zai-org/GLM-OCR";

    /** What Prometheus says of every pod: see the chart's PodMonitor. */
    private static final Set<String> OF_THE_POD =
            Set.of("namespace", "pod", "app_kubernetes_io_component", "recto_dev_pool");

    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

    private final LocalStack upstream;

    private LocalStack stack;
    private RectoClient client;

    @TempDir
    private Path directory;

    MonitoringIT(LocalStack upstream) {
        this.upstream = upstream;
    }

    @BeforeEach
    void start() throws Exception {
        stack = TestStacks.start(
                "monitoring-test",
                options -> TinyModels.served(options)
                        .with(
                                "recto.upstreams.mistral.base-url",
                                upstream.url(0).toString())
                        .with("recto.upstreams.mistral.api-key", upstream.key()));
        client = new RectoClient(stack.url(0), stack.key());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        stack.close();
    }

    @Test
    void everythingThatIsAskedForIsTold() throws Exception {
        Path text = TinyModels.snapshot(MODEL).resolve("golden/text/image.png");
        client.read(text, MODEL, null, Documents.NOBODY);
        client.read(blank(), MODEL, null, Documents.NOBODY);
        client.read(Documents.numbered(directory, 1), "mistral/tesseract", null, Documents.NOBODY);

        await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
            Map<String, Set<String>> told = new Scrape()
                    .add(stack.managementUrl(0))
                    .add(stack.workerUrl(0))
                    .labels();
            Path chart = Installation.current().home().resolve("helm/recto");
            assertThat(Question.ofChart(chart)).hasSizeGreaterThan(90).allSatisfy(question -> answered(question, told));
            assertThat(ours(told)).containsExactlyInAnyOrderElementsOf(documented());
        });
    }

    /** A histogram is one metric, whatever series it has. */
    private static Set<String> ours(Map<String, Set<String>> told) {
        return told.keySet().stream()
                .filter(name -> name.startsWith("recto_") || name.startsWith("gen_ai_"))
                .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented() throws IOException {
        String text = Files.readString(Installation.current().home().resolve("docs/metrics.md"));
        return DOCUMENTED.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static void answered(Question question, Map<String, Set<String>> told) {
        Set<String> all = new TreeSet<>(OF_THE_POD);
        question.expression().metrics().forEach((metric, labels) -> {
            if (metric.equals("up")) {
                return;
            }
            assertThat(told).as(question.asker()).containsKey(metric);
            Set<String> known = new TreeSet<>(OF_THE_POD);
            known.addAll(told.get(metric));
            assertThat(known).as(question.asker() + ": " + metric).containsAll(labels);
            all.addAll(known);
        });
        assertThat(all)
                .as(question.asker())
                .containsAll(question.expression().groupings())
                .containsAll(question.shown());
    }

    private Path blank() throws IOException {
        BufferedImage image = new BufferedImage(400, 560, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0xffffff);
            }
        }
        Path file = directory.resolve("blank.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
