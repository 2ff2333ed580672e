package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official clients of the services whose interfaces Recto speaks. Needs npm: {@code ./mvnw verify -Pclients}. */
@ExtendWith(SharedStack.class)
class ClientsIT {
    private static final int MINUTES = 10;

    private final Path home = Installation.current().home();
    private final LocalStack stack;

    ClientsIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void officialClientsAreServed() throws Exception {
        npm("ci", "--no-audit", "--no-fund");
        npm("test");
    }

    private void npm(String... arguments) throws Exception {
        Path output = Path.of("target", "npm-" + arguments[0] + ".log").toAbsolutePath();
        var line = new ArrayList<>(List.of("npm"));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line)
                .directory(home.resolve("deploy/clients").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("RECTO_URL", stack.url(0).toString());
        builder.environment().put("RECTO_KEY", stack.key());
        builder.environment().put("RECTO_SAMPLES", home.resolve("docs/samples").toString());
        Process npm = builder.start();
        boolean ended = npm.waitFor(MINUTES, TimeUnit.MINUTES);
        npm.destroyForcibly();
        assertThat(ended && npm.exitValue() == 0)
                .as(() -> contentOf(output.toFile()))
                .isTrue();
    }
}
