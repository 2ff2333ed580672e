package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.specimen.FormSpecimens.Form;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms with boxes to be ticked. */
class FormPagesTest {
    private static final double NEARLY_ALL = 0.9;

    @RegisterExtension
    static final OpenReader READER = new OpenReader();

    static List<Form> forms() {
        return FormSpecimens.of(11);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void boxesAreReadWithTheirLabels(Form form) {
        String markdown = READER.read(form.page()).markdown();
        assertThat(markdown).contains(form.boxes());
        assertThat(CellScore.of(form.rows(), markdown).f1()).as(markdown).isGreaterThan(NEARLY_ALL);
    }
}
