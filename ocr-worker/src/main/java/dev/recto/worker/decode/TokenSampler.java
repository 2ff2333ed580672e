package dev.recto.worker.decode;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws tokens as {@link Sampling} says; its random numbers go on from token to token. */
final class TokenSampler {
    private final Sampling sampling;
    private final SplittableRandom random;

    TokenSampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = new SplittableRandom(sampling.seed());
    }

    boolean isGreedy() {
        return sampling.temperature() == 0;
    }

    int draw(float[] logits) {
        return draw(null, () -> logits);
    }

    /** Asks for the whole row where what is likely does not tell. */
    int draw(@Nullable LikelyTokens likely, Supplier<float[]> row) {
        if (isGreedy()) {
            return known(likely, LikelyTokens::best).orElseGet(() -> Logits.argMax(row.get()));
        }
        double chance = random.nextDouble();
        return known(likely, tokens -> tokens.drawn(sampling, chance)).orElseGet(() -> drawn(row.get(), chance));
    }

    private static OptionalInt known(@Nullable LikelyTokens likely, Function<LikelyTokens, OptionalInt> choice) {
        return likely == null ? OptionalInt.empty() : choice.apply(likely);
    }

    private int drawn(float[] logits, double chance) {
        float highest = logits[Logits.argMax(logits)];
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int id = 0; id < logits.length; id++) {
            shares[id] = Math.exp((logits[id] - highest) / sampling.temperature());
            sum += shares[id];
        }
        // Tokens below this share cannot reach 1 - topP even all together, so they are never among the drawn.
        double negligible = (1 - sampling.topP()) * sum / logits.length;
        List<Integer> candidates = IntStream.range(0, logits.length)
                .filter(id -> shares[id] > negligible)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer id) -> -shares[id]))
                .toList();
        double wanted = sampling.topP() * sum;
        double nucleus = 0;
        int count = 0;
        while (count < candidates.size() && nucleus < wanted) {
            nucleus += shares[candidates.get(count++)];
        }
        double point = chance * nucleus;
        for (int id : candidates.subList(0, count)) {
            point -= shares[id];
            if (point < 0) {
                return id;
            }
        }
        return candidates.get(count - 1);
    }
}
