package dev.recto.worker.decode;

/**
 * How a token is drawn.
 *
 * @param temperature 0 takes the most likely token
 * @param topP only the most likely tokens that together have this probability are drawn, 0 excluded to 1
 * @param seed of the random numbers; the same seed draws the same tokens
 */
public record Sampling(double temperature, double topP, long seed) {
    public static final Sampling GREEDY = new Sampling(0, 1, 0);

    public Sampling {
        if (!(temperature >= 0) || !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("no sampling with temperature " + temperature + ", top-p " + topP);
        }
    }
}
