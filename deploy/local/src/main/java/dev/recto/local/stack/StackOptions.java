package dev.recto.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to run, and where.
 *
 * @param data directory of all data and logs
 * @param ephemeral whether the data are deleted at the end
 * @param host address that the first API listens on; everything else stays on the loopback interface
 * @param port of the first API; 0 for a free one, as all other ports that are 0
 * @param managementPort of the first API's health and metrics, on the loopback interface
 * @param models snapshot directories by model id
 * @param settings further configuration of both services, by property name
 * @param gpus numbers of the CUDA devices that the workers compute on, one each in turn; the processor where empty
 */
public record StackOptions(
        Path data,
        boolean ephemeral,
        String host,
        int port,
        int managementPort,
        int postgresPort,
        int kafkaPort,
        int s3Port,
        int apis,
        int workers,
        Map<String, Path> models,
        Map<String, String> settings,
        List<Integer> gpus) {
    public StackOptions {
        data = data.toAbsolutePath().normalize();
        models = Map.copyOf(models);
        settings = Map.copyOf(settings);
        gpus = List.copyOf(gpus);
    }

    /** Throw-away data and free ports. */
    public static StackOptions ephemeral(Path data) {
        return new StackOptions(data, true, "127.0.0.1", 0, 0, 0, 0, 0, 1, 1, Map.of(), Map.of(), List.of());
    }

    public StackOptions scaled(int newApis, int newWorkers) {
        return new StackOptions(
                data,
                ephemeral,
                host,
                port,
                managementPort,
                postgresPort,
                kafkaPort,
                s3Port,
                newApis,
                newWorkers,
                models,
                settings,
                gpus);
    }

    public StackOptions durable() {
        return new StackOptions(
                data,
                false,
                host,
                port,
                managementPort,
                postgresPort,
                kafkaPort,
                s3Port,
                apis,
                workers,
                models,
                settings,
                gpus);
    }

    public StackOptions serving(String model, Path snapshot) {
        var more = new TreeMap<>(models);
        more.put(model, snapshot);
        return new StackOptions(
                data,
                ephemeral,
                host,
                port,
                managementPort,
                postgresPort,
                kafkaPort,
                s3Port,
                apis,
                workers,
                more,
                settings,
                gpus);
    }

    public StackOptions with(String property, String value) {
        var more = new TreeMap<>(settings);
        more.put(property, value);
        return new StackOptions(
                data,
                ephemeral,
                host,
                port,
                managementPort,
                postgresPort,
                kafkaPort,
                s3Port,
                apis,
                workers,
                models,
                more,
                gpus);
    }
}
