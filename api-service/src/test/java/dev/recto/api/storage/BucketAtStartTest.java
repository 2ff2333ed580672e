package dev.recto.api.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
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
    void theSchedulerStartsAfterTheS3ClientWasUsed() {
        List<Class<?>> inOrder = beans.resolveObserverMethods(new StartupEvent()).stream()
                .<Class<?>>map(each -> each.getBeanClass())
                .toList();
        Class<?> scheduler = inOrder.stream()
                .filter(Scheduler.class::isAssignableFrom)
                .findFirst()
                .orElseThrow();
        assertThat(inOrder.indexOf(BucketAtStart.class)).isBetween(0, inOrder.indexOf(scheduler));
    }
}
