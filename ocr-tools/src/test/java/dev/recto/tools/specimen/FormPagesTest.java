package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ReadOptions;
import dev.recto.tools.specimen.FormSpecimens.Form;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms with boxes to be ticked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormPagesTest {
    private static final double NEARLY_ALL = 0.9;

    private final PageReader reader = DefaultTesseract.open();

    @AfterAll
    void close() {
        reader.close();
    }

    static List<Form> forms() {
        return FormSpecimens.of(11);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void boxesAreReadWithTheirLabels(Form form) {
        String markdown = reader.read(new PageRequest(
                        ReadOptions.DEFAULT,
                        form.page(),
                        new Cancellation(),
                        (raster, pictures) -> {},
                        Instant.MAX,
                        Activity.NONE))
                .markdown();
        assertThat(markdown).contains(form.boxes());
        assertThat(CellScore.of(form.rows(), markdown).f1()).as(markdown).isGreaterThan(NEARLY_ALL);
    }
}
