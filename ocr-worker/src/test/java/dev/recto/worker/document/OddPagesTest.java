package dev.recto.worker.document;

import static dev.recto.worker.document.RawPdf.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of sizes that make little sense are drawn, or refused with a code. Drawn at 100 dots per inch. */
@Timeout(60)
class OddPagesTest {
    @TempDir
    Path directory;

    private OpenedDocuments documents;

    @BeforeEach
    void open() throws IOException {
        documents = new OpenedDocuments(directory, Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        documents.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/MediaBox [0 0 14400 0.00001], 20000, 1",
        "/MediaBox [0 0 0.00001 14400], 1, 20000",
        "/MediaBox [0 0 1440 0.00001] /UserUnit 20, 40000, 1",
        "/MediaBox [0 0 0.001 0.001], 1, 1",
        "/MediaBox [72 72 0 0], 100, 100",
        "/MediaBox [0 0 72 72] /CropBox [36 36 600 600], 50, 50",
        "/MediaBox [0 0 72 72] /UserUnit 10, 1000, 1000",
        "/MediaBox [0 0 72 72] /UserUnit 0, 100, 100",
        "/MediaBox [0 0 72 144] /Rotate 45, 100, 200",
        "/MediaBox [0 0 72 144] /Rotate -90, 200, 100",
        "/MediaBox [0 0 72 144] /Rotate 999999990, 200, 100"
    })
    void areDrawn(String entries, int width, int height) throws Exception {
        documents.probe(RawPdf.page(entries, "", stream("", "0 0 50 50 re f")));
        assertThat(documents.draw(0).dimensions()).isEqualTo(new PageDimensions(width, height, 100));
    }

    /** For a whole pixel of the short side the renderer would make a third more of the long one, which would be cut off. */
    @ParameterizedTest
    @CsvSource({"/MediaBox [0 0 1000 1.1], 1", "/MediaBox [0 0 1.1 1000], 2"})
    void areDrawnToTheirEnds(String entries, int width) throws Exception {
        documents.probe(RawPdf.page(entries, "", stream("", "0 0 1000 1000 re f")));
        byte[] rgb = documents.draw(0).image().rgb();
        assertThat(rgb).hasSize(3 * 2 * 1389);
        assertThat(rgb[3 * width * 1300]).isZero();
        assertThat(rgb[3 * width * 80]).isZero();
    }

    @Test
    void areDrawnCoarserWhereOneSideIsTooLong() throws Exception {
        documents.probe(RawPdf.page("/MediaBox [0 0 57600 1]", "", stream("", "0 0 50 50 re f")));
        assertThat(documents.draw(0).dimensions()).isEqualTo(new PageDimensions(64_800, 1, 81));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/MediaBox [0 0 1000000 0.001]",
                "/MediaBox [0 0 0.001 1000000]",
                "/MediaBox [0 0 1000000 1]",
                "/MediaBox [0 0 14400 0.00001] /UserUnit 100",
                "/MediaBox [0 0 0 0]",
                "/MediaBox [0 0 1e38 1e38]",
                "/MediaBox [0 0 99999999999999999999999999999999999999 1]",
                "/MediaBox [(a) (b) (c) (d)]",
                "/MediaBox [0 0]",
                "/MediaBox [0 0 72 72] /CropBox [500 500 600 600]",
                "/MediaBox [0 0 72 72] /UserUnit 1000000000"
            })
    void areUndrawable(String entries) throws Exception {
        documents.probe(RawPdf.page(entries, "", stream("", "0 0 50 50 re f")));
        assertThatExceptionOfType(PageFaultException.class)
                .isThrownBy(() -> documents.draw(0))
                .matches(e -> e.fault() == PageFault.UNDRAWABLE);
    }
}
