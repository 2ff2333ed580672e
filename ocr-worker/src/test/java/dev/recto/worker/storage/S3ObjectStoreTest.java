package dev.recto.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.task.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class S3ObjectStoreTest {
    @Inject
    ObjectStore store;

    @Test
    void whatIsStoredIsThereAndNothingElse() throws IOException {
        String key = "tests/" + UUID.randomUUID();
        assertThat(store.exists(key)).isFalse();

        store.put(key, "text/plain", new byte[0]).toCompletableFuture().join();

        assertThat(store.exists(key)).isTrue();
        assertThat(store.exists(key + "/below")).isFalse();
    }
}
