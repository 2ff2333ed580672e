package dev.recto.local.stack;

import dev.recto.parts.PartKind;
import dev.recto.parts.PartsCommand;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The command lines, ports and logs of a stack's processes. */
record Plan(
        StackOptions options,
        Installation installation,
        DataDirectory data,
        Ports ports,
        String key,
        String signInCode,
        HttpClient http) {
    private static final Duration STARTUP = Duration.ofMinutes(5);
    /** At its first start on a snapshot a worker repacks weights and reads a page to warm up. */
    private static final Duration MODEL_STARTUP = Duration.ofMinutes(30);

    private static final String TESSERACT_SLOTS = "recto.worker.tesseract.slots";

    /** For its drawn and prepared pages. */
    private static final int MODEL_HEAP = 256;
    /** Many more pages are drawn and prepared at a time. */
    private static final String GPU_WORKER_HEAP = "4g";

    private static final String LOOPBACK = "127.0.0.1";

    ChildSpec postgres() {
        return part("PostgreSQL", "64m", PartKind.POSTGRES);
    }

    ChildSpec s3() {
        return part("S3", "192m", PartKind.S3);
    }

    ChildSpec kafka() {
        return part("Kafka", "256m", PartKind.KAFKA);
    }

    ChildSpec api(int index) {
        var configuration = new TreeMap<>(ports.parts().configuration());
        configuration.put("quarkus.http.host", index == 0 ? options.host() : LOOPBACK);
        configuration.put("quarkus.http.port", ports.apis().get(index).toString());
        configuration.put("quarkus.management.host", LOOPBACK);
        configuration.put(
                "quarkus.management.port", ports.management().get(index).toString());
        return service(
                "API",
                index,
                installation.api(),
                "256m",
                ports.management().get(index),
                configuration,
                index == 0 ? Map.of("RECTO_PAGE_SIGN_IN_CODE", signInCode) : Map.of());
    }

    ChildSpec worker(int index) {
        return worker(index, ports.workers().get(index));
    }

    ChildSpec worker(int index, int port) {
        var configuration = new TreeMap<>(ports.parts().withoutDatabase());
        configuration.put("quarkus.http.host", LOOPBACK);
        configuration.put("quarkus.http.port", Integer.toString(port));
        configuration.put("recto.worker.id", "local-" + (index + 1));
        options.models()
                .forEach((model, snapshot) ->
                        configuration.put("recto.worker.models.\"" + model + "\"", snapshot.toString()));
        if (!options.gpus().isEmpty()) {
            int gpu = options.gpus().get(index % options.gpus().size());
            configuration.put("recto.worker.vlm.preset", "cuda");
            configuration.put("recto.worker.vlm.cuda.device", Integer.toString(gpu));
        }
        int models = Math.max(1, options.models().size());
        int pages = WorkerHeap.megabytes(tesseractSlots(), options.workers());
        String heap = options.gpus().isEmpty() ? pages + MODEL_HEAP * models + "m" : GPU_WORKER_HEAP;
        return service("Worker", index, installation.worker(), heap, port, configuration, Map.of());
    }

    /** What is no number is the worker's to complain about. */
    private int tesseractSlots() {
        String slots = options.settings().getOrDefault(TESSERACT_SLOTS, "");
        return slots.matches("\\d{1,4}")
                ? Integer.parseInt(slots)
                : Runtime.getRuntime().availableProcessors();
    }

    /** Each part has a process of its own, so that it can go and come back alone. */
    private ChildSpec part(String name, String heap, PartKind part) {
        var command = new PartsCommand(
                data.path(), PartsCommand.userCache(), !options.ephemeral(), ports.parts(), Set.of(part));
        Path log = log(name.toLowerCase(Locale.ROOT));
        return new ChildSpec(name, command.line(heap), Map.of(), log, false, Readiness.output(), STARTUP);
    }

    private ChildSpec service(
            String name,
            int index,
            Path runner,
            String heap,
            int port,
            Map<String, String> configuration,
            Map<String, String> secrets) {
        configuration.putAll(options.settings());
        var environment = new TreeMap<>(secrets);
        environment.put("RECTO_TENANCY_BOOTSTRAP_KEY", key);
        return new ChildSpec(
                name + " " + (index + 1),
                ServiceCommand.line(runner, JavaOptions.with("-Xmx" + heap), configuration),
                // Other users of the machine see command lines, but not the environment.
                environment,
                log(name.toLowerCase(Locale.ROOT) + "-" + (index + 1)),
                true,
                Readiness.health(http, port),
                options.models().isEmpty() ? STARTUP : MODEL_STARTUP);
    }

    private Path log(String name) {
        return data.logs().resolve(name + ".log");
    }
}
