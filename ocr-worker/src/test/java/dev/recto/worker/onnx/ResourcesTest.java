package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable resource(String name) {
        return () -> closed.add(name);
    }

    @Test
    void areClosedInReverseOrderWhenTheirOwnerCannotBeMade() {
        assertThatThrownBy(() -> Resources.owned(resources -> {
                    resources.keep(resource("first"));
                    resources.keep(resource("second"));
                    throw new OutOfMemoryError("caused by a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void stayOpenUntilTheirOwnerIsClosed() {
        Resources owner = Resources.owned(resources -> {
            resources.keep(resource("first"));
            return resources;
        });
        assertThat(closed).isEmpty();
        owner.close();
        owner.close();
        assertThat(closed).containsExactly("first");
    }

    @Test
    void areClosedThoughOneOfThemCannotBe() {
        Resources resources = Resources.none();
        resources.keep(resource("first"));
        resources.keep(() -> {
            throw new IllegalStateException("stuck");
        });
        resources.keep(resource("last"));
        assertThatThrownBy(resources::close).hasRootCauseMessage("stuck");
        assertThat(closed).containsExactly("last", "first");
    }
}
