package dev.recto.worker.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.model.ModelVersion;
import dev.recto.model.PageDimensions;
import dev.recto.model.ServedModel;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model has another version whenever its answers may be other ones, and on every machine the same one. */
@Timeout(60)
class VersionedReaderTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Some options of an engine. */
    @ConfigMapping(prefix = "recto.test.engine")
    interface Options {
        Optional<String> weights();

        @WithDefault("4")
        int slots();

        Loop loop();

        interface Loop {
            @WithDefault("512")
            int minimumTokens();
        }
    }

    @BeforeEach
    void write() throws IOException {
        fill(folder.resolve("model"), "weights");
    }

    @Test
    void copiesOfTheSameFilesAreTheSameVersion() throws IOException {
        Path copy = folder.resolve("elsewhere");
        fill(copy, "weights");
        Files.setLastModifiedTime(copy.resolve("model.safetensors"), FileTime.fromMillis(0));
        assertThat(version(Map.of(), copy)).isEqualTo(version(Map.of(), folder.resolve("model")));
    }

    @Test
    void otherFilesAreAnotherOne() throws IOException {
        Path other = folder.resolve("other");
        fill(other, "weightz");
        assertThat(version(Map.of(), other)).isNotEqualTo(version(Map.of(), folder.resolve("model")));
        Path more = folder.resolve("more");
        fill(more, "weights");
        Files.writeString(more.resolve("chat_template.jinja"), "");
        assertThat(version(Map.of(), more)).isNotEqualTo(version(Map.of(), folder.resolve("model")));
    }

    @Test
    void optionsThatChangeTheTextAreAnotherOne() {
        ModelVersion plain = version(Map.of());
        assertThat(version(Map.of("recto.test.engine.weights", "int8"))).isNotEqualTo(plain);
        assertThat(version(Map.of("recto.test.engine.loop.minimum-tokens", "100")))
                .isNotEqualTo(plain);
        assertThat(version(Map.of("recto.worker.document.min-dpi", "100"))).isNotEqualTo(plain);
        assertThat(version(Map.of("recto.worker.text-layer-tolerance", "0.5"))).isNotEqualTo(plain);
    }

    @Test
    void optionsThatDoNotAreNone() {
        ModelVersion plain = version(Map.of());
        assertThat(version(Map.of("recto.test.engine.slots", "8"))).isEqualTo(plain);
        assertThat(version(Map.of("recto.worker.document.threads", "8"))).isEqualTo(plain);
    }

    @Test
    void whetherTokensAreDrawnIsSaid() {
        assertThat(version(Map.of()).sampled()).isFalse();
        VersionedReader reader = new VersionedReader(new Nothing(), config(Map.of()), true, digest -> {});
        assertThat(known(reader).sampled()).isTrue();
    }

    @Test
    void nobodyWaitsForIt() {
        CountDownLatch large = new CountDownLatch(1);
        VersionedReader reader = new VersionedReader(new Nothing(), config(Map.of()), false, digest -> {
            try {
                large.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        assertThat(reader.model().version()).isNull();
        large.countDown();
        assertThat(known(reader)).isNotNull();
    }

    @Test
    void filesThatCantBeReadHaveNone() {
        AtomicBoolean tried = new AtomicBoolean();
        VersionedReader reader = new VersionedReader(new Nothing(), config(Map.of()), false, digest -> {
            tried.set(true);
            digest.files(folder.resolve("nowhere"));
        });
        await().atMost(LONG).untilTrue(tried);
        assertThat(reader.model().version()).isNull();
        assertThat(reader.model().id()).isEqualTo("org/Name");
    }

    private ModelVersion version(Map<String, String> options) {
        return version(options, folder.resolve("model"));
    }

    private static ModelVersion version(Map<String, String> options, Path model) {
        return known(new VersionedReader(
                new Nothing(),
                config(options),
                false,
                digest -> digest.options(Options.class, Set.of("slots")).files(model)));
    }

    private static ModelVersion known(PageReader reader) {
        return await().atMost(LONG).until(() -> reader.model().version(), version -> version != null);
    }

    private static Config config(Map<String, String> options) {
        return new SmallRyeConfigBuilder()
                .withMapping(Options.class)
                .withDefaultValues(options)
                .build();
    }

    private static void fill(Path model, String weights) throws IOException {
        Files.createDirectories(model);
        Files.writeString(model.resolve("config.json"), "{}");
        Files.writeString(model.resolve("model.safetensors"), weights);
    }

    private record Nothing() implements PageReader {
        @Override
        public ServedModel model() {
            return new ServedModel("org/Name", "Name", "org", "", 8192, 1, List.of());
        }

        @Override
        public PageReading read(PageRequest request) {
            return PageReading.empty(new PageDimensions(1, 1, 72), Set.of());
        }

        @Override
        public void close() {}
    }
}
