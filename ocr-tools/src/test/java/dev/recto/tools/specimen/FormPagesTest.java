package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.specimen.FormSpecimens.Form;
import dev.recto.worker.document.DocumentFile;
import dev.recto.worker.image.Java2d;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms with boxes to be ticked. */
class FormPagesTest {
    private static final double NEARLY_ALL = 0.9;

    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<Form> forms() {
        return FormSpecimens.of(11);
    }

    /** Whose files do not say how fine they are, as most that are not a scanner's own. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void boxesAreReadInPictures(String format, @TempDir Path directory) throws IOException {
        Form form = forms().getFirst();
        Path file = directory.resolve("form." + format);
        ImageIO.write(Java2d.image(form.page().image(), BufferedImage.TYPE_INT_RGB), format, file.toFile());
        try (DocumentFile document = DocumentFile.open(file)) {
            assertThat(READER.read(document.page(0)).markdown()).contains(form.boxes());
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void boxesAreReadWithTheirLabels(Form form) {
        String markdown = READER.read(form.page()).markdown();
        assertThat(markdown).contains(form.boxes());
        assertThat(CellScore.of(form.rows(), markdown).f1()).as(markdown).isGreaterThan(NEARLY_ALL);
    }
}
