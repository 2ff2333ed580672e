package dev.recto.worker.model.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.model.UnreadableImageException;
import org.junit.jupiter.api.Test;

/** The published sizes are checked with the snapshot. */
class SmartResizeTest {
    @Test
    void pagesUpTo200TimesAsLongAsWideAreTaken() {
        assertThat(SmartResize.PUBLISHED.apply(28, 5600)).isEqualTo(new SmartResize.Size(28, 5600));
        assertThatThrownBy(() -> SmartResize.PUBLISHED.apply(28, 5601)).isInstanceOf(UnreadableImageException.class);
        assertThatThrownBy(() -> SmartResize.PUBLISHED.apply(1, 201)).isInstanceOf(UnreadableImageException.class);
    }

    @Test
    void everySizeIsWithinTheBounds() {
        for (int width = 30; width < 9000; width += 331) {
            for (int height = 30; height < 9000; height += 287) {
                if (Math.max(width, height) > 200 * Math.min(width, height)) {
                    continue;
                }
                SmartResize.Size size = SmartResize.PUBLISHED.apply(width, height);
                assertThat(size.width() % 28).isZero();
                assertThat(size.height() % 28).isZero();
                assertThat(2L * size.width() * size.height()).isBetween(12_544L, 9_633_792L);
            }
        }
    }

    @Test
    void halvesRoundToEven() {
        assertThat(new SmartResize(1, 1_000_000, 28, 2).apply(70, 98)).isEqualTo(new SmartResize.Size(56, 112));
    }
}
