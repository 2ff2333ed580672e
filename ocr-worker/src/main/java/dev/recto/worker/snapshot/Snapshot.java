package dev.recto.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A Hugging Face snapshot: config.json and the tensors of its safetensors files, one or several by the index. Tensors stay
 * mapped until it is closed.
 */
public final class Snapshot implements TensorSource, AutoCloseable {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String SINGLE = "model.safetensors";

    private final Path directory;
    private final ConfigNode config;
    private final List<Path> files;
    private final Map<String, StoredTensor> tensors;
    private final Arena arena;

    private Snapshot(
            Path directory, ConfigNode config, List<Path> files, Map<String, StoredTensor> tensors, Arena arena) {
        this.directory = directory;
        this.config = config;
        this.files = files;
        this.tensors = tensors;
        this.arena = arena;
    }

    public static Snapshot open(Path directory) {
        ConfigNode config = readConfig(directory.resolve("config.json"));
        Arena arena = Arena.ofShared();
        try {
            List<Path> files = weightFiles(directory);
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            files.forEach(file -> tensors.putAll(SafetensorsFile.read(file, arena)));
            return new Snapshot(directory, config, files, tensors, arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    public static ConfigNode readConfig(Path file) {
        return new ConfigNode(file, "", readJson(file));
    }

    private static List<Path> weightFiles(Path directory) {
        Path index = directory.resolve(INDEX);
        if (!Files.exists(index)) {
            return List.of(directory.resolve(SINGLE));
        }
        TreeSet<String> names = new TreeSet<>();
        readJson(index).path("weight_map").forEach(name -> names.add(name.asText()));
        for (String name : names) {
            if (!Path.of(name).getFileName().toString().equals(name)) {
                throw new SnapshotException(index, "names a file outside the snapshot");
            }
        }
        return names.stream().map(directory::resolve).toList();
    }

    private static JsonNode readJson(Path file) {
        JsonNode json = JsonFile.read(file);
        if (!json.isObject()) {
            throw new SnapshotException(file, "not a JSON object");
        }
        return json;
    }

    @Override
    public ConfigNode config() {
        return config;
    }

    List<Path> files() {
        return files;
    }

    @Override
    public StoredTensor tensor(String name, long... shape) {
        StoredTensor tensor = tensor(name);
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new SnapshotException(
                    tensor.file(),
                    "tensor " + name + " has shape " + Arrays.toString(tensor.shape()) + " instead of "
                            + Arrays.toString(shape));
        }
        return tensor;
    }

    /** @throws SnapshotException if it is missing */
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new SnapshotException(
                    files.size() == 1 ? files.getFirst() : directory, "tensor " + name + " is missing");
        }
        return tensor;
    }

    @Override
    public void close() {
        arena.close();
    }
}
