package dev.recto.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Requests byte by byte, as clients that know better would not send them; all is sent before the answer is read. */
public final class RawHttp {
    private static final String HERE = "127.0.0.1";
    /** Nothing is silent for so long but what hangs. */
    private static final int TIMEOUT_MILLISECONDS = 60_000;

    /** @param status 0 if the connection ended without an answer */
    public record Answer(int status, String body) {}

    private RawHttp() {}

    /** With the key of the default organisation and the body's length. */
    public static Answer send(String method, String target, String headers, byte[] body) {
        return send(head(method, target, headers + "Content-Length: " + body.length + "\r\n"), body);
    }

    /** The first lines of a request, with the key of the default organisation. */
    public static byte[] head(String method, String target, String headers) {
        return (method + " " + target + " HTTP/1.1\r\nHost: recto\r\nAuthorization: Bearer " + PartsResource.KEY
                        + "\r\n" + headers + "\r\n")
                .getBytes(ISO_8859_1);
    }

    public static Answer send(byte[]... pieces) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            OutputStream out = socket.getOutputStream();
            for (byte[] piece : pieces) {
                out.write(piece);
            }
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what there is and hangs up. */
    public static void breakOff(byte[]... pieces) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            for (byte[] piece : pieces) {
                socket.getOutputStream().write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String status = line(in);
        if (status.isEmpty()) {
            return new Answer(0, "");
        }
        int length = -1;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
        }
        byte[] body = chunked ? chunks(in) : in.readNBytes(Math.max(0, length));
        return new Answer(Integer.parseInt(status.split(" ")[1]), new String(body, UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(1 << 20);
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.put(in.readNBytes(size));
            line(in);
        }
        return Arrays.copyOf(body.array(), body.position());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    public static int status(String method, String target, @Nullable String key) {
        return status(answer(HERE, method, target, key));
    }

    public static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    /**
     * The answer with its head.
     *
     * @param from address of the loopback network that the client has
     */
    public static String answer(String from, String method, String target, @Nullable String key) {
        String body = method.equals("POST") ? "{}" : "";
        String request = "%s %s HTTP/1.1\r\nHost: recto\r\nConnection: close\r\n%s%s\r\n%s"
                .formatted(
                        method,
                        target,
                        key == null ? "" : "Authorization: Bearer " + key + "\r\n",
                        body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: 2\r\n",
                        body);
        try (Socket socket = connect(from)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Of which little more is taken than is read. */
    public static Socket connectNarrowly() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(HERE, RestAssured.port));
        return socket;
    }

    /** Empty lines before a next request mean nothing, but whoever is gone does not take them. */
    public static boolean isHungUp(Socket socket) {
        try {
            socket.getOutputStream().write("\r\n".getBytes(ISO_8859_1));
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    public static Socket connect() throws IOException {
        return connect(HERE);
    }

    private static Socket connect(String from) throws IOException {
        return new Socket(InetAddress.getByName(HERE), RestAssured.port, InetAddress.getByName(from), 0);
    }
}
