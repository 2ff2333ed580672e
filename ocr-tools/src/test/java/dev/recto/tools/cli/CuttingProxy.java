package dev.recto.tools.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server that breaks down after so many bytes of its answers. */
final class CuttingProxy implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong passed = new AtomicLong();
    private final ServerSocket door;
    private final URI server;
    private volatile long limit;

    CuttingProxy(URI server, long limit) throws IOException {
        this.server = server;
        this.limit = limit;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::open);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Bytes of answers that got through. */
    long passed() {
        return passed.get();
    }

    /** From now on it holds, and counts anew. */
    void mend() {
        passed.set(0);
        limit = Long.MAX_VALUE;
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket there = new Socket(server.getHost(), server.getPort());
                threads.execute(() -> pass(client, there, false));
                threads.execute(() -> pass(there, client, true));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (answers && passed.addAndGet(n) > limit) {
                    return;
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException oneSideHasGone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
