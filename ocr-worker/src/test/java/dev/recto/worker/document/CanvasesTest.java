package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CanvasesTest {
    private static final int PIXELS_OF_LAYER = 4167 * 4167;
    /** PDFBox draws no forms that are nested deeper. */
    private static final int MAX_LAYERS = 49;

    @Test
    void layersThatAreClosedMakeRoom() {
        Canvases canvases = new Canvases(100);
        for (int i = 0; i < 5; i++) {
            canvases.open(60);
            canvases.open(40);
            assertThatExceptionOfType(PageFaultException.class).isThrownBy(() -> canvases.open(1));
            canvases.close(40);
            canvases.close(60);
        }
    }

    @Tag("thorough")
    @Test
    @Timeout(120)
    void layersInLayersDoNotFillTheHeap(@TempDir Path directory) throws Exception {
        int layers = (int) (Runtime.getRuntime().maxMemory() / 2 / 4 / PIXELS_OF_LAYER) + 1;
        assumeTrue(layers <= MAX_LAYERS, "the heap holds as many as there can be");
        try (OpenedDocuments documents = new OpenedDocuments(directory, Duration.ofSeconds(60))) {
            documents.probe(nested(layers));
            assertThatExceptionOfType(PageFaultException.class)
                    .isThrownBy(() -> documents.draw(0))
                    .matches(e -> e.fault() == PageFault.UNDRAWABLE)
                    .matches(e -> !(e.getCause() instanceof OutOfMemoryError));
            documents.probe(nested(2));
            assertThat(documents.draw(0).dimensions().width()).isEqualTo(4167);
        }
    }

    private static byte[] nested(int count) {
        byte[][] layers = new byte[count][];
        String group =
                "/Type /XObject /Subtype /Form /BBox [0 0 5000 5000] /Group << /S /Transparency /CS /DeviceRGB >>";
        for (int i = 0; i < count; i++) {
            String next = "/Resources << /XObject << /F " + (6 + i) + " 0 R >> >>";
            layers[i] = RawPdf.stream(group + next, i == count - 1 ? "0 0 9 9 re f" : "/F Do");
        }
        return RawPdf.page("/MediaBox [0 0 3000 3000]", "/XObject << /F 5 0 R >>", RawPdf.stream("", "/F Do"), layers);
    }
}
