package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void givesEveryProcessAPortOfItsOwn() {
        var ports = Ports.choose(options(0, 2, 3));
        assertThat(ports.apis()).hasSize(2);
        assertThat(ports.management()).hasSize(2);
        assertThat(ports.workers()).hasSize(3);
        assertThat(Stream.of(ports.apis(), ports.management(), ports.workers()).flatMap(List::stream))
                .doesNotHaveDuplicates()
                .doesNotContain(
                        ports.parts().kafkaPort(),
                        ports.parts().postgresPort(),
                        ports.parts().s3Port());
    }

    @Test
    void refusesAPortInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Ports.choose(options(taken.getLocalPort(), 1, 1)))
                    .isInstanceOf(StackException.class)
                    .hasMessageMatching("Can't listen on port " + taken.getLocalPort()
                            + " of 127\\.0\\.0\\.1 \\(.+\\); choose another with --port");
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.choose(options(70_000, 1, 1)))
                .isInstanceOf(StackException.class)
                .hasMessage("--port takes a port up to 65535");
    }

    private static StackOptions options(int port, int apis, int workers) {
        return new StackOptions(
                Path.of("data"), true, "127.0.0.1", port, 0, 0, 0, 0, apis, workers, Map.of(), Map.of(), List.of());
    }
}
