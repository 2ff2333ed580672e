package dev.recto.api.web.input;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bodies that go on behind their answers. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class LateBodyTest {
    private static final int MOST_PIECES = 400;

    /** Of a megabyte. */
    private static final byte[] PIECE = piece();

    @Test
    void whoGoesOnForEverIsHungUpOn() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream()
                    .write(RawHttp.head(
                            "POST", "/v1/ocr", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
            socket.getOutputStream().write(PIECE);
            socket.getOutputStream().write(PIECE);
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 413");

            assertThat(sent(socket)).isBetween(70, MOST_PIECES - 1);
        }
    }

    private static int sent(Socket socket) {
        int pieces = 0;
        try {
            for (; pieces < MOST_PIECES; pieces++) {
                socket.getOutputStream().write(PIECE);
            }
        } catch (IOException hungUp) {
            return pieces;
        }
        return pieces;
    }

    private static byte[] piece() {
        byte[] json = new byte[1 << 20];
        Arrays.fill(json, (byte) '[');
        byte[] piece = Arrays.copyOf((Integer.toHexString(json.length) + "\r\n").getBytes(US_ASCII), json.length + 10);
        System.arraycopy(json, 0, piece, 8, json.length);
        piece[piece.length - 2] = '\r';
        piece[piece.length - 1] = '\n';
        return piece;
    }
}
