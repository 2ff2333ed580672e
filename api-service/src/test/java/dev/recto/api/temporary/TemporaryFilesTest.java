package dev.recto.api.temporary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class TemporaryFilesTest {
    @Inject
    TemporaryFiles temporary;

    @Test
    void onlyTheUserOfTheServiceMayLookAtThem() throws IOException {
        Path file = temporary.create();

        assertThat(file).hasParent(temporary.directory());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.directory())))
                .isEqualTo("rwx------");
        Files.delete(file);
    }
}
