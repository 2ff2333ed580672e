package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class NgramBanTest {
    @Test
    void forbidsWhatFollowedTheLastTokensBefore() {
        NgramBan ban = new NgramBan(3, 90, Set.of());

        assertThat(ban.banned(TokenLists.of(1, 2, 3, 9, 1, 2, 4, 9, 1, 2))).containsExactlyInAnyOrder(3, 4);
        assertThat(ban.banned(TokenLists.of(1, 2, 3, 1))).isEmpty();
    }

    @Test
    void shorterAnswersThanTheNgramAreFree() {
        NgramBan ban = new NgramBan(3, 90, Set.of());

        assertThat(ban.banned(TokenLists.of())).isEmpty();
        assertThat(ban.banned(TokenLists.of(1, 1))).isEmpty();
        assertThat(ban.banned(TokenLists.of(1, 1, 1))).containsExactly(1);
    }

    @Test
    void looksNoFurtherBackThanTheWindow() {
        assertThat(new NgramBan(2, 4, Set.of()).banned(TokenLists.of(7, 5, 7, 6, 7)))
                .containsExactly(6);
        assertThat(new NgramBan(2, 5, Set.of()).banned(TokenLists.of(7, 5, 7, 6, 7)))
                .containsExactlyInAnyOrder(5, 6);
    }

    @Test
    void allowedTokensMayAlwaysRepeat() {
        assertThat(new NgramBan(2, 90, Set.of(8)).banned(TokenLists.of(7, 8, 7, 6, 7)))
                .containsExactly(6);
    }

    @Test
    void singleTokensAreNgramsToo() {
        assertThat(new NgramBan(1, 2, Set.of()).banned(TokenLists.of(1, 2, 3))).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void refusesWindowsThatHoldNoNgram() {
        assertThatThrownBy(() -> new NgramBan(0, 10, Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NgramBan(5, 4, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
