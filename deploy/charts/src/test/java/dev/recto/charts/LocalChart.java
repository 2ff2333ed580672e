package dev.recto.charts;

import dev.recto.parts.FreePorts;
import dev.recto.parts.PartsAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values for services that run beside the test, on ports that are free. */
final class LocalChart {
    static final String API = "r-recto-api";
    static final String WORKER = "r-recto-worker-cpu";
    static final String KEY = "rk-the-charts-first-key-of-32-characters";
    static final Path VALUES = Path.of("src/test/resources/services.yaml").toAbsolutePath();

    private LocalChart() {}

    static Map<String, Object> values(PartsAddresses parts) {
        List<Integer> ports = FreePorts.find(3);
        return new TreeMap<>(Map.of(
                "database.port", parts.postgresPort(),
                "kafka.bootstrapServers", parts.kafka(),
                "s3.endpoint", parts.s3(),
                "api.port", ports.get(0),
                "api.managementPort", ports.get(1),
                "workerDefaults.managementPort", ports.get(2)));
    }
}
