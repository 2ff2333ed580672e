package dev.recto.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** A layout detector of small dimensions that finds dozens of regions of all kinds on pages of noise. */
final class ManyRegions {
    /** More than forty regions of all kinds. */
    static final Page FORTY = new Page(960, 1280, 120, 160, 3);

    /** A strip of few regions, one of which is more than two hundred times as wide as high. */
    static final Page ONE_TOO_WIDE = new Page(3000, 60, 80, 60, 39);

    private static final int QUERIES = 400;
    private static final String CLASSES = "model.enc_score_head.";

    /** Labels that it would seldom find change places with some that it often finds: abstract, algorithm, content; picture, footer, table. */
    private static final Map<Integer, Integer> SWAPPED = Map.of(0, 14, 1, 8, 4, 21);

    private static final ObjectMapper JSON = new ObjectMapper();

    private ManyRegions() {}

    /** Writes its snapshot, made of another one that finds few. */
    static Path write(Path tiny, Path directory) throws IOException {
        Files.createDirectories(directory);
        ObjectNode config =
                (ObjectNode) JSON.readTree(tiny.resolve("config.json").toFile());
        JSON.writeValue(directory.resolve("config.json").toFile(), config.put("num_queries", QUERIES));
        Files.copy(tiny.resolve("preprocessor_config.json"), directory.resolve("preprocessor_config.json"));
        Path weights = Files.copy(tiny.resolve("model.safetensors"), directory.resolve("model.safetensors"));
        try (FileChannel file = FileChannel.open(weights, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int header = Math.toIntExact(read(file, 0, Long.BYTES).getLong());
            JsonNode tensors = JSON.readTree(read(file, Long.BYTES, header).array());
            for (String part : new String[] {"weight", "bias"}) {
                JsonNode tensor = tensors.path(CLASSES + part);
                long start = Long.BYTES + header + tensor.at("/data_offsets/0").asLong();
                int length = Math.toIntExact(tensor.at("/data_offsets/1").asLong()
                        - tensor.at("/data_offsets/0").asLong());
                int row = length / tensor.at("/shape/0").asInt();
                for (Map.Entry<Integer, Integer> labels : SWAPPED.entrySet()) {
                    swap(file, start + (long) row * labels.getKey(), start + (long) row * labels.getValue(), row);
                }
            }
        }
        return directory;
    }

    private static void swap(FileChannel file, long one, long other, int length) throws IOException {
        ByteBuffer first = read(file, one, length);
        file.write(read(file, other, length), one);
        file.write(first, other);
    }

    private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            continue;
        }
        return bytes.flip();
    }

    /** Noise of so many cells; other seeds make other regions. */
    record Page(int width, int height, int columns, int rows, long seed) {
        Path write(Path file) throws IOException {
            Random random = new Random(seed);
            BufferedImage noise = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    noise.setRGB(x, y, random.nextInt(1 << 24));
                }
            }
            BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = page.createGraphics();
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION,
                    height < width
                            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                            : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(noise, 0, 0, width, height, null);
            graphics.dispose();
            ImageIO.write(page, "png", file.toFile());
            return file;
        }
    }
}
