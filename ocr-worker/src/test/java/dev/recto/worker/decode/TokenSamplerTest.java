package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {
    private static final float[] LOGITS = {
        (float) Math.log(0.1), (float) Math.log(0.5), (float) Math.log(0.05), (float) Math.log(0.35)
    };

    @Test
    void greedyTakesTheFirstOfTheHighest() {
        assertThat(new TokenSampler(Sampling.GREEDY).draw(LOGITS)).isEqualTo(1);
        assertThat(new TokenSampler(Sampling.GREEDY).draw(new float[] {0, 3, 3}))
                .isEqualTo(1);
    }

    @Test
    void temperatureOneDrawsAsOftenAsProbable() {
        assertThat(shares(new Sampling(1, 1, 42))).containsExactly(new double[] {0.1, 0.5, 0.05, 0.35}, within(0.01));
    }

    @Test
    void lowTemperatureSharpens() {
        double sum = 0.1 * 0.1 + 0.5 * 0.5 + 0.05 * 0.05 + 0.35 * 0.35;

        assertThat(shares(new Sampling(0.5, 1, 42)))
                .containsExactly(new double[] {0.01 / sum, 0.25 / sum, 0.0025 / sum, 0.1225 / sum}, within(0.01));
    }

    @Test
    void topPDrawsOnlyTheFewestTokensThatReachIt() {
        assertThat(drawn(new Sampling(1, 0.4, 1))).containsExactly(1);
        assertThat(drawn(new Sampling(1, 0.84, 1))).containsExactlyInAnyOrder(1, 3);
        assertThat(drawn(new Sampling(1, 0.9, 1))).containsExactlyInAnyOrder(1, 3, 0);
        assertThat(drawn(new Sampling(1, 0.96, 1))).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void forbiddenTokensAreNeverDrawn() {
        float[] logits = LOGITS.clone();
        logits[1] = Float.NEGATIVE_INFINITY;
        TokenSampler sampler = new TokenSampler(new Sampling(1, 1, 3));
        for (int i = 0; i < 1000; i++) {
            assertThat(sampler.draw(logits)).isNotEqualTo(1);
        }
    }

    @Test
    void theSameSeedDrawsTheSameTokens() {
        TokenSampler one = new TokenSampler(new Sampling(1, 0.95, 5));
        TokenSampler two = new TokenSampler(new Sampling(1, 0.95, 5));
        for (int i = 0; i < 100; i++) {
            assertThat(one.draw(LOGITS)).isEqualTo(two.draw(LOGITS));
        }
    }

    @Test
    void refusesImpossibleSampling() {
        assertThatThrownBy(() -> new Sampling(-1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling(Double.NaN, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling(1, 1.1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] shares(Sampling sampling) {
        TokenSampler sampler = new TokenSampler(sampling);
        double[] shares = new double[LOGITS.length];
        int draws = 40_000;
        for (int i = 0; i < draws; i++) {
            shares[sampler.draw(LOGITS)] += 1.0 / draws;
        }
        return shares;
    }

    private static Set<Integer> drawn(Sampling sampling) {
        TokenSampler sampler = new TokenSampler(sampling);
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            drawn.add(sampler.draw(LOGITS));
        }
        return drawn;
    }
}
