package dev.recto.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final List<List<String>> renewed = new ArrayList<>();
    private final Claims<String> claims = new Claims<>("claims", Duration.ofDays(1), renewed::add);

    @Test
    void allThatIsHeldIsRenewedAtOnce() {
        claims.hold("a");
        claims.hold("b");
        claims.renew();
        claims.letGo("a");
        claims.renew();

        assertThat(renewed).hasSize(2);
        assertThat(renewed.getFirst()).containsExactlyInAnyOrder("a", "b");
        assertThat(renewed.getLast()).containsExactly("b");
    }

    @Test
    void whereNothingIsHeldNothingIsAsked() {
        claims.hold("a");
        claims.letGo("a");
        claims.renew();

        assertThat(renewed).isEmpty();
        assertThat(claims.size()).isZero();
    }
}
