package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageFault;
import dev.recto.model.ReadOptions;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageFaultException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of any size and aspect are read, or are the document's fault; none of them is the engine's. */
class OddSizesTest {
    @TempDir
    static Path weights;

    private record Size(int width, int height) {}

    private static final List<Size> SIZES = List.of(
            new Size(1, 1),
            new Size(2, 2),
            new Size(3, 700),
            new Size(65_535, 1),
            new Size(1, 65_500),
            new Size(1, 1_000_000),
            new Size(1_000_000, 1),
            new Size(13_889, 3));

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void areReadOrUndrawable(String name) {
        VisionConfig config = Configs.with(Map.of(
                "recto.worker.vlm.max-new-tokens", "4",
                "recto.worker.vlm.slots", "1",
                "recto.worker.vlm.slot-tokens", "512",
                "recto.worker.vlm.threads", "2",
                "recto.worker.vlm.blank.detected", "false",
                "recto.worker.vlm.weight-cache", weights.toString()));
        Path snapshot = Path.of("src/test/resources/models", name);
        try (VisionReader reader = VisionReaders.open("org/Name", snapshot, config, EngineListener.NONE)) {
            for (Size size : SIZES) {
                assertReadOrUndrawable(reader, size);
            }
        }
    }

    private static void assertReadOrUndrawable(VisionReader reader, Size size) {
        byte[] noise = new byte[3 * size.width() * size.height()];
        new Random(1).nextBytes(noise);
        RgbImage page = new RgbImage(size.width(), size.height(), noise);
        try {
            assertThat(reader.read(new PagesOfImages().request(page, ReadOptions.DEFAULT))
                            .dimensions()
                            .width())
                    .isEqualTo(size.width());
        } catch (PageFaultException e) {
            assertThat(e.fault()).as("%s", size).isEqualTo(PageFault.UNDRAWABLE);
        }
    }
}
