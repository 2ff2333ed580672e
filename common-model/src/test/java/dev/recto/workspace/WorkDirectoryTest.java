package dev.recto.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void whatAKilledProcessLeftIsDeletedByTheNext() throws Exception {
        Path left = leaveOne();
        assertThat(left).exists();
        try (WorkDirectory next = WorkDirectory.claim(parent, "some")) {
            assertThat(left.getParent()).doesNotExist();
            assertThat(next.newFile().getParent()).isDirectory();
        }
    }

    @Test
    void whatLivesIsLeftAlone() throws IOException {
        try (WorkDirectory one = WorkDirectory.claim(parent, "some")) {
            Path file = Files.writeString(one.newFile(), "in use");
            try (WorkDirectory other = WorkDirectory.claim(parent, "some")) {
                assertThat(other.newFile().getParent()).isNotEqualTo(file.getParent());
            }
            assertThat(file).exists();
        }
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path precious = Files.writeString(elsewhere.resolve("precious"), "of somebody else");
        Files.createSymbolicLink(parent.resolve("some-of-nobody"), elsewhere);
        try (WorkDirectory directory = WorkDirectory.claim(parent, "some")) {
            assertThat(directory.newFile().getParent()).isDirectory();
        }
        assertThat(precious).exists();
    }

    @Test
    void aClosedOneLeavesNothing() throws IOException {
        Path file;
        try (WorkDirectory directory = WorkDirectory.claim(parent, "some")) {
            file = Files.writeString(directory.newFile(), "forgotten");
        }
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void onlyItsUserMayEnter() throws IOException {
        try (WorkDirectory directory = WorkDirectory.claim(parent, "some", "name")) {
            assertThat(directory.path()).isEqualTo(parent.resolve("some-name"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsOfAnotherKindIsLeftAlone() throws Exception {
        Path left = leaveOne();
        try (WorkDirectory other = WorkDirectory.claim(parent, "other")) {
            assertThat(other.path()).isDirectory();
        }
        assertThat(left).exists();
    }

    @Test
    void nothingIsSharedWithOtherUsers() throws IOException {
        try (WorkDirectory directory = WorkDirectory.claim(parent, "some");
                Stream<Path> shared = Files.list(parent)) {
            assertThat(shared).containsExactly(directory.path());
        }
    }

    @Test
    void whoLostItsLockToACleanerIsLeftAlone() throws Exception {
        Process holder = holder();
        try {
            Path file = Path.of(holder.inputReader().readLine());
            Files.delete(file.resolveSibling("lock"));
            try (WorkDirectory other = WorkDirectory.claim(parent, "some")) {
                assertThat(other.path()).isDirectory();
                assertThat(file).exists();
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatACleanerTookIsMadeAgain() throws IOException {
        try (WorkDirectory directory = WorkDirectory.claim(parent, "some")) {
            Files.delete(directory.path().resolve("lock"));
            Files.delete(directory.path());

            Path file = Files.writeString(directory.newFile(), "later");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
        assertThat(parent).isEmptyDirectory();
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The file of a process that was killed while it held its directory. */
    private Path leaveOne() throws IOException, InterruptedException {
        Process holder = holder();
        Path file = Path.of(holder.inputReader().readLine());
        try (WorkDirectory whileItLives = WorkDirectory.claim(parent, "some")) {
            assertThat(whileItLives.newFile()).doesNotExist();
            assertThat(file).exists();
        }
        holder.destroyForcibly().waitFor();
        return file;
    }

    /** Claims a directory, writes a file into it, and waits to be killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            WorkDirectory directory = WorkDirectory.claim(Path.of(arguments[0]), "some");
            // Another one of the same process must not cost the first one its lock
            WorkDirectory.claim(Path.of(arguments[0]), "some");
            System.out.println(Files.writeString(directory.newFile(), "left behind"));
            Thread.currentThread().join();
        }
    }
}
