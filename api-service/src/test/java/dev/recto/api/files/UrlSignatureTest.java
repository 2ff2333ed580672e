package dev.recto.api.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.files.UrlSignature.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSignatureTest {
    private static final UUID FILE = UUID.fromString("019a3f52-7c1e-7a40-b1d2-5e6f70819203");
    private static final long EXPIRES = 1_763_686_800;
    private static final Instant BEFORE = Instant.ofEpochSecond(EXPIRES - 1);
    private static final SigningKey OLD = key("old", 'o');
    private static final SigningKey NEW = key("new", 'n');

    private final UrlSignature signature = new UrlSignature(List.of(OLD));
    private final String signed = signature.sign(FILE, EXPIRES);

    @Test
    void isTheKeysIdAndAnHmacOverIdAndTime() {
        assertThat(new UrlSignature(List.of(key("k1", '0'))).sign(FILE, EXPIRES))
                .isEqualTo("k1.hrumD2CvkSOYmsBP21cwP2O8hQ5kD9orghM1rBpp0wU");
    }

    @Test
    void isValidUntilItExpires() {
        assertThat(signature.verify(FILE, EXPIRES, signed, BEFORE)).isEqualTo(Verdict.VALID);
        assertThat(signature.verify(FILE, EXPIRES, signed, Instant.ofEpochSecond(EXPIRES)))
                .isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void isGoodForNoOtherFileAndNoOtherTime() {
        UUID other = UUID.fromString("019a3f52-7c1e-7a40-b1d2-5e6f70819204");

        assertThat(signature.verify(other, EXPIRES, signed, BEFORE)).isEqualTo(Verdict.FORGED);
        assertThat(signature.verify(FILE, EXPIRES + 1, signed, BEFORE)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void aForgedOneThatAlsoExpiredIsForged() {
        assertThat(signature.verify(FILE, 1, signed, BEFORE)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.", "old.AAAA", "old.%%%", "old.é"})
    void isForgedWhenItNamesOurKeyButIsNotItsWork(String text) {
        assertThat(signature.verify(FILE, EXPIRES, text, BEFORE)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "old", "other.AAAA", "OLD.AAAA"})
    void isForeignWhenItNamesNoKeyOfOurs(String text) {
        assertThat(signature.verify(FILE, EXPIRES, text, BEFORE)).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void theOldKeyVerifiesWhileTheNewOneSigns() {
        UrlSignature rotated = new UrlSignature(List.of(NEW, OLD));

        assertThat(rotated.verify(FILE, EXPIRES, signed, BEFORE)).isEqualTo(Verdict.VALID);
        assertThat(rotated.sign(FILE, EXPIRES)).startsWith("new.");
        assertThat(new UrlSignature(List.of(NEW)).verify(FILE, EXPIRES, signed, BEFORE))
                .isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void weakKeysAreRefused() {
        assertThatThrownBy(() -> new SigningKey("weak", new byte[31])).hasMessageContaining("at least 32");
        assertThatThrownBy(() -> new SigningKey("not.good", new byte[32])).hasMessageContaining("an id has");
        assertThat(SigningKey.random().id()).isNotEqualTo(SigningKey.random().id());
    }

    private static SigningKey key(String id, char secret) {
        return new SigningKey(id, String.valueOf(secret).repeat(32).getBytes(UTF_8));
    }
}
