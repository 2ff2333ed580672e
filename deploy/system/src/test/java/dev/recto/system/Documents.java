package dev.recto.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.local.bench.TextPdf;
import dev.recto.local.client.ReadingListener;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Documents whose every page says its number, and what reading them must give. */
final class Documents {
    static final ReadingListener NOBODY = new ReadingListener() {
        @Override
        public void uploaded(long bytes, long total) {}

        @Override
        public void reading(int pagesDone, int pages, long seconds) {}
    };

    private static final List<String> WORDS = List.of(
            "apple", "bridge", "candle", "dragon", "engine", "forest", "garden", "hammer", "island", "jacket",
            "kitchen", "lantern", "mirror", "needle", "orange", "pencil", "quarter", "river", "shadow", "thunder");

    private Documents() {}

    /** Up to 20 pages, each with a word of its own. */
    static Path numbered(Path directory, int pages) throws IOException {
        return Files.write(
                directory.resolve(pages + "-pages.pdf"),
                TextPdf.of(pages, page -> "The word of this page is " + WORDS.get(page)));
    }

    /** The same as one TIFF file, black on white, of the kind that a fax machine sends. */
    static Path faxed(Path directory, int pages) throws IOException {
        Path file = directory.resolve(pages + "-pages.tiff");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam compressed = writer.getDefaultWriteParam();
            compressed.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            compressed.setCompressionType("CCITT T.6");
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int page = 0; page < pages; page++) {
                BufferedImage image = picture("The word of this page is " + WORDS.get(page));
                writer.writeToSequence(new IIOImage(image, null, null), compressed);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static BufferedImage picture(String text) {
        BufferedImage image = new BufferedImage(1200, 400, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 50));
        graphics.drawString(text, 100, 200);
        graphics.dispose();
        return image;
    }

    /** The words that the pages of {@link #numbered} hold, in order. */
    static List<String> words(int pages) {
        return WORDS.subList(0, pages);
    }

    /** The words found in an answer's pages, in order of the answer; "?" where a page has none of them. */
    static List<String> wordsOf(JsonNode answer) {
        return answer.path("pages")
                .valueStream()
                .map(page -> WORDS.stream()
                        .filter(word -> page.path("markdown").asText().contains(word))
                        .findFirst()
                        .orElse("?"))
                .toList();
    }

    static List<Integer> indexesOf(JsonNode answer) {
        return answer.path("pages")
                .valueStream()
                .map(page -> page.path("index").asInt())
                .toList();
    }

    static List<Integer> indexes(int pages) {
        return IntStream.range(0, pages).boxed().toList();
    }
}
