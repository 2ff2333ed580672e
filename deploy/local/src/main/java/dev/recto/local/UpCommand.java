package dev.recto.local;

import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackException;
import dev.recto.local.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts Recto on this machine and stays until Ctrl-C: PostgreSQL, Kafka, S3, APIs and workers, each a process"
                    + " of its own. Everything listens on the loopback interface unless --host says otherwise.",
            ""
        })
final class UpCommand implements Callable<Integer> {
    /** The reader that needs no model. */
    private static final String TESSERACT = "tesseract";

    @Option(names = "--port", defaultValue = "8080", description = "Port of the (first) API. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address the API listens on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}")
    private String host;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--ephemeral", description = "Use a new data directory and delete it at the end.")
    private boolean ephemeral;

    @Option(names = "--apis", defaultValue = "1", description = "Number of API processes. Default: ${DEFAULT-VALUE}")
    private int apis;

    @Option(names = "--workers", description = "Number of worker processes. Default: 1, or one for each of --gpus")
    private @Nullable Integer workers;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            split = ",",
            description = {
                "Let models compute on these CUDA devices, for example 0,1: a worker for each, with the preset for CUDA. More",
                "--workers share them in turn. Takes services that were built with -Pcuda."
            })
    private List<Integer> gpus = List.of();

    @Option(
            names = "--model",
            paramLabel = "ID=DIR",
            description = {
                "Serve a vision-language model from its Hugging Face snapshot directory, for example",
                "zai-org/GLM-OCR=/models/GLM-OCR. May be given several times."
            })
    private Map<String, Path> models = Map.of();

    @Option(
            names = "--layout",
            paramLabel = "ID=DIR",
            description = {
                "Let that model read region by region, as the layout detector in this snapshot directory finds them, for example",
                "zai-org/GLM-OCR=/models/PP-DocLayoutV3. May be given several times, once for " + TESSERACT + "."
            })
    private Map<String, Path> layouts = Map.of();

    @Option(
            names = "--management-port",
            defaultValue = "0",
            description = "Port of the (first) API's health and metrics. Default: a free one")
    private int managementPort;

    @Option(names = "--postgres-port", defaultValue = "0", description = "Port of PostgreSQL. Default: a free one")
    private int postgresPort;

    @Option(names = "--kafka-port", defaultValue = "0", description = "Port of Kafka. Default: a free one")
    private int kafkaPort;

    @Option(names = "--s3-port", defaultValue = "0", description = "Port of S3. Default: a free one")
    private int s3Port;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A further configuration property of the services. May be given several times.")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        LocalStack stack = LocalStack.prepare(options(), installation, System.out::println);
        stack.closeAtExit();
        try {
            stack.start();
        } catch (StackException | IOException failure) {
            if (stack.isClosed()) {
                Thread.currentThread().join();
            }
            throw failure;
        }
        new Greeting(stack, installation).print(System.out);
        Thread.currentThread().join();
        return 0;
    }

    private StackOptions options() throws IOException {
        int workerCount = workers == null ? Math.max(1, gpus.size()) : workers;
        if (gpus.stream().anyMatch(gpu -> gpu < 0)
                || gpus.size() != Set.copyOf(gpus).size()) {
            throw new StackException("--gpus takes numbers of devices, each once: 0,1");
        }
        if (workerCount < gpus.size()) {
            throw new StackException(
                    "--workers %d leaves some of the %d --gpus without a worker".formatted(workerCount, gpus.size()));
        }
        if (apis < 1 || workerCount < 0) {
            throw new StackException("Recto needs at least one API, and no less than zero workers");
        }
        models.forEach((model, directory) -> {
            if (!Files.isReadable(directory.resolve("config.json"))) {
                throw new StackException("--model %s: no readable config.json in %s".formatted(model, directory));
            }
        });
        layouts.forEach((model, directory) -> {
            if (!model.equals(TESSERACT) && !models.containsKey(model)) {
                throw new StackException("--layout %s: there is no --model %s".formatted(model, model));
            }
            if (!Files.isReadable(directory.resolve("config.json"))) {
                throw new StackException("--layout %s: no readable config.json in %s".formatted(model, directory));
            }
        });
        Path directory = ephemeral ? Files.createTempDirectory("recto-") : data.directory();
        return new StackOptions(
                directory,
                ephemeral,
                host,
                port,
                managementPort,
                postgresPort,
                kafkaPort,
                s3Port,
                apis,
                workerCount,
                absolute(models),
                settings(),
                gpus);
    }

    private Map<String, String> settings() {
        Map<String, String> all = new HashMap<>(settings);
        absolute(layouts).forEach((model, directory) -> all.put(layoutOption(model), directory.toString()));
        return all;
    }

    private static String layoutOption(String model) {
        return model.equals(TESSERACT)
                ? "recto.worker.tesseract.layout"
                : "recto.worker.models.\"%s\".layout".formatted(model);
    }

    private static Map<String, Path> absolute(Map<String, Path> models) {
        return models.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, model -> model.getValue().toAbsolutePath()));
    }
}
