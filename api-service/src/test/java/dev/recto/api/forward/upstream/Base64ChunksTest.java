package dev.recto.api.forward.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64ChunksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 1000, 2000})
    void piecesOfAnySizeMakeOneText(int piece) {
        byte[] bytes = new byte[1001];
        new Random(7).nextBytes(bytes);
        Base64Chunks chunks = new Base64Chunks();
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] next = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            text.append(new String(chunks.next(next), US_ASCII));
        }
        text.append(new String(chunks.last(), US_ASCII));

        assertThat(text.toString()).isEqualTo(Base64.getEncoder().encodeToString(bytes));
    }
}
