package dev.recto.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Finds ports below the range that systems give to outgoing connections, so that none is taken in the meantime. One that was found is
 * found by no other process of the user until this one ends.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final Path CLAIMS =
            Path.of(System.getProperty("java.io.tmpdir"), "recto-ports-" + System.getProperty("user.name"));
    /** Whoever closes a file gives up all that its process has locked of it. */
    private static final Queue<FileChannel> OPEN = new ConcurrentLinkedQueue<>();

    private FreePorts() {}

    public static List<Integer> find(int count) {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
                .filter(port -> isFree(InetAddress.getLoopbackAddress().getHostAddress(), port))
                .filter(FreePorts::claim)
                .limit(count)
                .toList();
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(String host, int port) {
        try {
            tryListening(host, port);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** @throws IOException if no server could listen there now */
    public static void tryListening(String host, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        }
    }

    private static boolean claim(int port) {
        try {
            Files.createDirectories(CLAIMS);
            FileChannel channel = FileChannel.open(
                    CLAIMS.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            OPEN.add(channel);
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
