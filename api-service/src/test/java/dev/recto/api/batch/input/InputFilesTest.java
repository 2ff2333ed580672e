package dev.recto.api.batch.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class InputFilesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    ObjectStore store;

    @Inject
    InputFiles inputs;

    @Test
    void oneThatIsDeletedWhileItIsScannedIsNotFound() {
        String key = "tests/" + UUID.randomUUID();
        String rows = ("{\"body\": {\"a\": \"" + "a".repeat(40_000) + "\"}}\n").repeat(100);
        store.put(key, rows.getBytes(UTF_8)).await().atMost(SOON);

        assertThatThrownBy(
                        () -> inputs.scan(key, row -> store.delete(key).await().atMost(SOON)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
    }
}
