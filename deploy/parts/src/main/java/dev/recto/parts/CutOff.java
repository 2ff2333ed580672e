package dev.recto.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** For tests: stands before a part and passes on so many bytes of its answers; then it says nothing any more, or hangs up. */
public final class CutOff implements AutoCloseable {
    private final URI service;
    private final boolean hangsUp;
    private final AtomicLong left;
    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public CutOff(URI service, long bytes, boolean hangsUp) throws IOException {
        this.service = service;
        this.hangsUp = hangsUp;
        this.left = new AtomicLong(bytes);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Clients that have not hung up. */
    public long clients() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(service.getHost(), service.getPort());
                sockets.add(client);
                Thread.ofVirtual().start(() -> pass(client, server));
                Thread.ofVirtual().start(() -> passSome(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pass(Socket client, Socket server) {
        try (client;
                server;
                InputStream in = client.getInputStream()) {
            in.transferTo(server.getOutputStream());
        } catch (IOException over) {
            // What is said no more is passed on no more
        }
    }

    private void passSome(Socket server, Socket client) {
        byte[] buffer = new byte[1 << 14];
        try {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            int count = in.read(buffer);
            while (count >= 0) {
                long may = left.getAndAdd(-count);
                out.write(buffer, 0, (int) Math.clamp(may, 0, count));
                if (may <= count) {
                    if (hangsUp) {
                        client.close();
                    }
                    return;
                }
                count = in.read(buffer);
            }
        } catch (IOException over) {
            // The same
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
