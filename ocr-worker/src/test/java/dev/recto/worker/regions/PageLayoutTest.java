package dev.recto.worker.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.model.PageFlag;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onednn.RowwiseInt8;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageLayoutTest {
    private static final Path TINY = Path.of("src/test/resources/models/pp-doclayout-v3-tiny");

    @TempDir
    Path weights;

    private PageLayout layout(Precision precision) {
        ModelOptions options = ModelOptions.cpu(1).withWeightCache(weights).withPrecision(precision);
        return PageLayout.open(TINY, options, 0.3, new SimpleMeterRegistry().timer("layout"));
    }

    @Test
    void pagesSayThatTheirRegionsWereFoundInBytes() {
        assumeThat(RowwiseInt8.isSupported()).isTrue();
        try (PageLayout layout = layout(Precision.INT8)) {
            assertThat(layout.flags()).containsExactly(PageFlag.INT8_LAYOUT);
        }
    }

    @Test
    void exactOnesNeedNotBeTold() {
        try (PageLayout layout = layout(Precision.FP32)) {
            assertThat(layout.flags()).isEmpty();
        }
    }
}
