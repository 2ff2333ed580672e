package dev.recto.worker.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.DocumentFile;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The character error rate of the Tesseract engine on docs/samples, markdown and all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
    private static final Path FOLDER = Path.of("../docs/samples");

    private PageReader reader = DefaultTesseract.open();

    @BeforeAll
    void open() {
        assertThat(FOLDER).isDirectory();
    }

    @AfterAll
    void close() {
        reader.close();
    }

    @Test
    void report() throws Exception {
        List<PageReading> pages = read("report.pdf", 3);
        List<String> truth =
                List.of(Files.readString(FOLDER.resolve("report.md")).split(WriteSamples.PAGE_BREAK));
        for (int i = 0; i < pages.size(); i++) {
            assertRate("page " + i, pages.get(i), truth.get(i), 0.01);
        }
        assertThat(pages.get(1).blocks()).anyMatch(block -> block.type() == BlockType.TABLE);
        assertThat(pages.get(2).pictures()).hasSize(1);
    }

    @Test
    void scan() throws Exception {
        assertRate("scan", read("scan.png", 1).getFirst(), Files.readString(FOLDER.resolve("scan.md")), 0.01);
    }

    @Test
    void letter() throws Exception {
        assertRate("letter", read("letter.jpg", 1).getFirst(), Files.readString(FOLDER.resolve("letter.md")), 0.03);
    }

    private static void assertRate(String name, PageReading page, String truth, double most) {
        double rate = ErrorRate.of(page.markdown(), truth);
        System.out.printf("%s: character error rate %.4f%n", name, rate);
        assertThat(rate).as("%s", page.markdown()).isLessThanOrEqualTo(most);
    }

    private List<PageReading> read(String name, int count) throws IOException {
        List<PageReading> pages = new ArrayList<>();
        try (DocumentFile file = DocumentFile.open(FOLDER.resolve(name))) {
            for (int i = 0; i < count; i++) {
                PageRequest request = new PageRequest(
                        ReadOptions.DEFAULT,
                        file.page(i),
                        new Cancellation(),
                        (image, pictures) -> {},
                        Instant.MAX,
                        Activity.NONE);
                pages.add(reader.read(request));
            }
        }
        return pages;
    }
}
