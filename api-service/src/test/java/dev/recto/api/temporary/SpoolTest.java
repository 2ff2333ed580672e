package dev.recto.api.temporary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    private final SpoolBudget budget = new SpoolBudget(1 << 20);

    @Test
    void filesAreCountedAndGoWithTheRequest() throws IOException {
        Spool.NewFile file;
        try (Spool spool = new Spool(budget, directory)) {
            file = spool.open();
            try (OutputStream out = file.out()) {
                out.write(new byte[1000]);
            }
            assertThat(file.path()).hasSize(1000).hasParent(directory);
            assertThat(budget.taken()).isEqualTo(1000);
        }
        assertThat(file.path()).doesNotExist();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void aFileThatWasNotWrittenToItsEndIsClosed() throws IOException {
        OutputStream unfinished;
        try (Spool spool = new Spool(budget, directory)) {
            unfinished = spool.open().out();
            unfinished.write(1);
        }
        assertThatThrownBy(unfinished::flush).isInstanceOf(ApiException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsUnavailability() throws IOException {
        try (Spool spool = new Spool(budget, directory)) {
            OutputStream out = spool.counted(Files.newOutputStream(Path.of("/dev/full")));
            out.write(new byte[1000]);
            assertThatThrownBy(out::flush)
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        }
        assertThat(budget.taken()).isZero();
    }
}
