package dev.recto.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    /** So many that some would be found twice by chance. */
    private static final int MANY = 300;

    @Test
    void whatWasFoundIsNotFoundAgain() {
        List<Integer> first = FreePorts.find(MANY);

        assertThat(FreePorts.find(MANY))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(first)
                .allMatch(port -> FreePorts.isFree(PartsAddresses.HOST, port));
    }

    @Test
    void whatAnotherProcessFoundIsNotFoundEither() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FindingPorts.class.getName(),
                        Integer.toString(MANY))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = other.inputReader()) {
            List<Integer> theirs =
                    output.lines().limit(MANY).map(Integer::valueOf).toList();

            assertThat(theirs).hasSize(MANY);
            assertThat(FreePorts.find(MANY)).doesNotContainAnyElementsOf(theirs);
        } finally {
            other.destroyForcibly();
        }
    }
}
