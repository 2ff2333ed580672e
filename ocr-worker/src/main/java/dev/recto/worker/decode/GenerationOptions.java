package dev.recto.worker.decode;

import java.util.Optional;
import java.util.Set;

/**
 * How a page is decoded.
 *
 * @param endTokens ids that end the answer
 * @param maximumTokens of the answer
 * @param repetitionPenalty over prompt and answer; 1 for none
 * @param ngramBan empty for none
 * @param loopLimits empty to let loops run to the maximum
 * @param secondTry how tokens are drawn once the answer has run in circles, from before the circle; empty to end there
 */
public record GenerationOptions(
        Set<Integer> endTokens,
        int maximumTokens,
        Sampling sampling,
        double repetitionPenalty,
        Optional<NgramBan> ngramBan,
        Optional<LoopLimits> loopLimits,
        Optional<Sampling> secondTry) {
    public GenerationOptions {
        if (maximumTokens < 1 || !(repetitionPenalty > 0)) {
            throw new IllegalArgumentException("generation options make no sense");
        }
        endTokens = Set.copyOf(endTokens);
    }

    /** Always the most likely token, nothing forbidden, up to an end token or the maximum. */
    public static GenerationOptions greedy(Set<Integer> endTokens, int maximumTokens) {
        return new GenerationOptions(
                endTokens, maximumTokens, Sampling.GREEDY, 1, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public GenerationOptions withSampling(Sampling other) {
        return new GenerationOptions(
                endTokens, maximumTokens, other, repetitionPenalty, ngramBan, loopLimits, secondTry);
    }

    public GenerationOptions withNgramBan(NgramBan ban) {
        return new GenerationOptions(
                endTokens, maximumTokens, sampling, repetitionPenalty, Optional.of(ban), loopLimits, secondTry);
    }

    public GenerationOptions withRepetitionPenalty(double penalty) {
        return new GenerationOptions(endTokens, maximumTokens, sampling, penalty, ngramBan, loopLimits, secondTry);
    }

    public GenerationOptions withLoopLimits(LoopLimits limits) {
        return new GenerationOptions(
                endTokens, maximumTokens, sampling, repetitionPenalty, ngramBan, Optional.of(limits), secondTry);
    }

    public GenerationOptions withSecondTry(Optional<Sampling> other) {
        return new GenerationOptions(
                endTokens, maximumTokens, sampling, repetitionPenalty, ngramBan, loopLimits, other);
    }
}
