package dev.recto.api.temporary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.limits.Share;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final UUID OURS = UUID.randomUUID();
    private static final UUID THEIRS = UUID.randomUUID();

    @TempDir
    Path directory;

    private final SpoolBudget budget = new SpoolBudget(1 << 20, new Share(0.5));
    private final SpoolBudget memory = new SpoolBudget(1 << 20, new Share(0.5));

    @Test
    void filesAreCountedAndGoWithTheRequest() throws IOException {
        Spool.NewFile file;
        try (Spool spool = new Spool(budget, memory, OURS, directory)) {
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
    void whatIsInMemoryHasABudgetOfItsOwn() {
        Spool spool = new Spool(budget, memory, OURS, directory);
        spool.hold(1 << 19);
        assertThat(budget.taken()).isZero();
        assertThatThrownBy(() -> spool.hold(1))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));

        spool.close();

        assertThat(memory.taken()).isZero();
    }

    /** Bytes that still come when their request is over. */
    @Test
    void whatIsOverTakesNothing() {
        Spool spool = new Spool(budget, memory, OURS, directory);
        spool.close();

        spool.count(1000);
        spool.hold(1000);

        assertThat(budget.taken()).isZero();
        assertThat(memory.taken()).isZero();
    }

    @Test
    void anOrganisationHasAPartOfWhatTheOthersLeave() {
        budget.take(OURS, 1 << 19);
        refuses(OURS, 1, ErrorCode.RATE_LIMITED);
        budget.take(THEIRS, 1 << 18);
        refuses(THEIRS, 1, ErrorCode.RATE_LIMITED);
        budget.take(UUID.randomUUID(), 1 << 17);
        refuses(UUID.randomUUID(), 1 << 20, ErrorCode.SERVICE_UNAVAILABLE);

        budget.giveBack(OURS, 1 << 19);
        budget.take(THEIRS, 1 << 17);
    }

    private void refuses(UUID organisation, long bytes, ErrorCode code) {
        assertThatThrownBy(() -> budget.take(organisation, bytes))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aFileThatWasNotWrittenToItsEndIsClosed() throws IOException {
        OutputStream unfinished;
        try (Spool spool = new Spool(budget, memory, OURS, directory)) {
            unfinished = spool.open().out();
            unfinished.write(1);
        }
        assertThatThrownBy(unfinished::flush).isInstanceOf(ApiException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsUnavailability() throws IOException {
        try (Spool spool = new Spool(budget, memory, OURS, directory)) {
            OutputStream out = spool.counted(Files.newOutputStream(Path.of("/dev/full")));
            out.write(new byte[1000]);
            assertThatThrownBy(out::flush)
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        }
        assertThat(budget.taken()).isZero();
    }
}
