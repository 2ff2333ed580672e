package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class BucketAtStartTest {
    @Inject
    BeanManager beans;

    @Test
    void nothingGoesOnByItselfBeforeTheS3ClientWasUsed() {
        List<Class<?>> inOrder = beans.resolveObserverMethods(new StartupEvent()).stream()
                .<Class<?>>map(each -> each.getBeanClass())
                .toList();
        List<Class<?>> own = inOrder.stream()
                .filter(each -> each.getName().startsWith("dev.recto."))
                .toList();
        assertThat(own.getFirst()).isEqualTo(BucketAtStart.class);
        assertThat(own.getLast().getSimpleName()).isEqualTo("Chores");
    }
}
