package dev.recto.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Finds ports below the range that systems give to outgoing connections, so that none is taken in the meantime. */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private FreePorts() {}

    public static List<Integer> find(int count) {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
                .distinct()
                .filter(port -> isFree(InetAddress.getLoopbackAddress().getHostAddress(), port))
                .limit(count)
                .toList();
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
