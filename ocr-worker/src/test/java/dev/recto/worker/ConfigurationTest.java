package dev.recto.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.document.DocumentConfig;
import dev.recto.worker.none.NoneConfig;
import dev.recto.worker.onnx.Provider;
import dev.recto.worker.storage.StorageConfig;
import dev.recto.worker.task.KafkaConfig;
import dev.recto.worker.task.WorkerConfig;
import dev.recto.worker.tesseract.TesseractConfig;
import dev.recto.worker.tracing.TracingConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documented defaults. */
class ConfigurationTest {
    @Test
    void worker() {
        WorkerConfig config = defaults(WorkerConfig.class);
        assertThat(config.id()).isEmpty();
        assertThat(config.instances()).isEqualTo(1);
        assertThat(config.queues()).isEqualTo(1);
        assertThat(config.probes()).isEqualTo(2);
        assertThat(config.textLayerTolerance()).isEqualTo(0.1);
        assertThat(config.textLayerHidden()).isEqualTo(0.01);
        assertThat(config.textLayerShift()).isEqualTo(1);
        assertThat(config.textLayerMisread()).isEqualTo(0.2);
        assertThat(config.stopGrace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void kafka() {
        KafkaConfig config = defaults(KafkaConfig.class);
        assertThat(config.partitions()).isEqualTo(4);
        assertThat(config.replicationFactor()).isEqualTo((short) -1);
        assertThat(config.maxMessageBytes()).isEqualTo(8 << 20);
        assertThat(config.retention()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void tracingIsOff() {
        TracingConfig config = defaults(TracingConfig.class);
        assertThat(config.enabled()).isFalse();
        assertThat(config.endpoint()).isEqualTo(URI.create("http://localhost:4318"));
        assertThat(config.headers()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.queue()).isEqualTo(2048);
    }

    @Test
    void document() {
        DocumentConfig config = defaults(DocumentConfig.class);
        assertThat(config.directory()).isEmpty();
        assertThat(config.maxBytes().asLongValue()).isEqualTo(512L << 20);
        assertThat(config.maxPages()).isEqualTo(1000);
        assertThat(config.maxPixels()).isEqualTo(50_000_000);
        assertThat(config.maxSide()).isEqualTo(65_500);
        assertThat(config.minDpi()).isEqualTo(72);
        assertThat(config.maxContentBytes().asLongValue()).isEqualTo(32L << 20);
        assertThat(config.openTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.drawTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.picturePixels()).isEqualTo(2_500_000);
        assertThat(config.heapWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.threads()).isEmpty();
        assertThat(config.maxAbandoned()).isEqualTo(4);
        assertThat(config.cacheBytes().asLongValue()).isEqualTo(1L << 30);
        assertThat(config.maxIdle()).isEqualTo(8);
        assertThat(config.idleTime()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void tesseract() {
        TesseractConfig config = defaults(TesseractConfig.class);
        assertThat(config.enabled()).isTrue();
        assertThat(config.slots()).isEmpty();
        assertThat(config.stopTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.dpi()).isEqualTo(300);
        assertThat(config.languages()).containsExactly("eng", "deu", "fra", "spa", "ita", "nld", "por");
        assertThat(config.furtherLanguages()).isEqualTo(1);
        assertThat(config.dataDirectory()).isEmpty();
        assertThat(config.turnBelow()).isEqualTo(0.7);
        assertThat(config.minWordConfidence()).isEqualTo(0.15);
        assertThat(config.layout().snapshot()).isEmpty();
        assertThat(config.layout().threshold()).isEqualTo(0.3);
        assertThat(config.layout().provider()).isEqualTo(Provider.CPU);
        assertThat(config.layout().cuda().device()).isZero();
        assertThat(config.layout().cuda().fallback()).isFalse();
        assertThat(config.layout().threads()).isEmpty();
        assertThat(config.layout().weights()).isEmpty();
        assertThat(config.layout().weightCache()).isEmpty();
        assertThat(config.enlargeTo()).isEqualTo(20_000_000);
        assertThat(config.secondReading().below()).isEqualTo(0.85);
        assertThat(config.secondReading().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.secondReading().maxShapes()).isEqualTo(20_000);
        assertThat(config.secondReading().maxCells()).isEqualTo(150);
    }

    @Test
    void theEngineForBenchmarksIsOff() {
        NoneConfig config = defaults(NoneConfig.class);
        assertThat(config.enabled()).isFalse();
        assertThat(config.slots()).isEqualTo(16);
        assertThat(config.time()).isZero();
    }

    @Test
    void storage() {
        StorageConfig config = defaults(StorageConfig.class);
        assertThat(config.bucket()).isEqualTo("recto");
        assertThat(config.silence()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatOnlyTheApiKnowsMayBeSetForBoth() {
        StorageConfig config = new SmallRyeConfigBuilder()
                .withMapping(StorageConfig.class)
                .withMapping(KafkaConfig.class)
                .withMapping(TracingConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "recto.storage.bucket",
                                "ours",
                                "recto.storage.sweep-every",
                                "5s",
                                "recto.kafka.send-timeout",
                                "5s",
                                "recto.tracing.sample-ratio",
                                "0.1"),
                        "for both",
                        300))
                .addDiscoveredConverters()
                .addDiscoveredCustomizers()
                .build()
                .getConfigMapping(StorageConfig.class);
        assertThat(config.bucket()).isEqualTo("ours");
    }

    private static <T> T defaults(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(mapping)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(mapping);
    }
}
