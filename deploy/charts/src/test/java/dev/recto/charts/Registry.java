package dev.recto.charts;

import dev.recto.parts.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty registry for images and charts: Debian's {@code docker-registry}. */
final class Registry implements AutoCloseable {
    private static final String CONFIGURATION = """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "%s"}
            """;

    private final String address;
    private final Process process;

    private Registry(String address, Process process) {
        this.address = address;
        this.process = process;
    }

    static Registry start(Path folder) throws IOException {
        String address = "127.0.0.1:" + FreePorts.find(1).getFirst();
        Path configuration = Files.writeString(
                folder.resolve("registry.yml"), CONFIGURATION.formatted(folder.resolve("registry"), address));
        return new Registry(
                address,
                new ProcessBuilder("docker-registry", "serve", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start());
    }

    String address() {
        return address;
    }

    boolean answers() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress("127.0.0.1", Integer.parseInt(address.substring(address.indexOf(':') + 1))));
            return socket.isConnected();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
