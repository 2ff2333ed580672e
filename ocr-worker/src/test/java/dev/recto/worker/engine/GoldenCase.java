package dev.recto.worker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.ImageView.Kind;
import dev.recto.worker.model.PreparedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page of a snapshot with what the reference implementation made of it at every stage. */
record GoldenCase(Path snapshot, Path directory) {
    static final List<Path> SNAPSHOTS = Stream.of("lightonocr-2-tiny", "glm-ocr-tiny", "deepseek-ocr-tiny")
            .map(name -> Path.of("src/test/resources/models", name))
            .toList();

    /** All cases of a snapshot that hold every stage. */
    static List<GoldenCase> of(Path snapshot) {
        try (Stream<Path> directories = Files.list(snapshot.resolve("golden"))) {
            return directories
                    .filter(directory -> Files.exists(directory.resolve("pixel_values.npz")))
                    .sorted()
                    .map(directory -> new GoldenCase(snapshot, directory))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    float[] floats(String name) {
        try {
            return Npy.read(directory.resolve(name + ".npy")).floats();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int[] ints(String name) {
        try {
            return Npy.read(directory.resolve(name + ".npy")).ints();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String name) {
        return Files.exists(directory.resolve(name + ".npy"));
    }

    PreparedPage page() {
        try {
            JsonNode meta =
                    new ObjectMapper().readTree(directory.resolve("meta.json").toFile());
            int[] ids = ints("input_ids");
            int[][] positions = has("position_ids") ? split(ints("position_ids"), ids.length) : null;
            return new PreparedPage(
                    ids, views(meta), meta.get("image_token_id").asInt(), positions, next(positions, ids.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[][] split(int[] flat, int length) {
        int[][] rows = new int[flat.length / length][length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(flat, i * length, rows[i], 0, length);
        }
        return rows;
    }

    private static int next(int @Nullable [][] positions, int length) {
        if (positions == null) {
            return length;
        }
        int largest = 0;
        for (int[] axis : positions) {
            for (int position : axis) {
                largest = Math.max(largest, position);
            }
        }
        return largest + 1;
    }

    private List<ImageView> views(JsonNode meta) throws IOException {
        Map<String, Npy> arrays = Npy.readAll(directory.resolve("pixel_values.npz"));
        List<ImageView> views = new ArrayList<>();
        Npy pixels = arrays.get("pixel_values");
        if (pixels != null && pixels.shape().length == 2) {
            JsonNode grid = meta.get("image_grid_thw");
            views.add(
                    view(Kind.PATCHES, pixels, grid.get(1).asInt(), grid.get(2).asInt()));
        } else if (pixels != null) {
            views.add(view(Kind.PAGE, pixels, 0, 0));
        }
        Npy tiles = arrays.get("tiles");
        if (tiles != null && tiles.shape()[0] > 0) {
            JsonNode grid = meta.get("tile_grid_cols_rows");
            views.add(view(Kind.TILES, tiles, grid.get(1).asInt(), grid.get(0).asInt()));
        }
        Npy global = arrays.get("global");
        if (global != null) {
            views.add(view(Kind.GLOBAL, global, 0, 0));
        }
        return views;
    }

    private static ImageView view(Kind kind, Npy pixels, int rows, int columns) {
        return new ImageView(kind, pixels.floats(), pixels.shape(), rows, columns);
    }

    @Override
    public String toString() {
        return snapshot.getFileName() + " " + directory.getFileName();
    }
}
