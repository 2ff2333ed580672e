package dev.recto.api.files;

import static dev.recto.api.files.SomeFiles.storedPdf;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class StalledDownloadTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    StoredFiles files;

    @Test
    void aDownloadEndsWhereNobodyTakesAnyOfIt() {
        StoredFile file = files.find(UUID.fromString(storedPdf())).await().atMost(SOON);
        Download download = files.open(file, Optional.empty()).await().atMost(SOON);

        AssertSubscriber<Buffer> nobody = download.bytes().subscribe().withSubscriber(AssertSubscriber.create(0));

        nobody.awaitFailure(SOON).assertFailedWith(TimeoutException.class);
    }
}
