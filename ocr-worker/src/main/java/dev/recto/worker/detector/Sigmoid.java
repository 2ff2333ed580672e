package dev.recto.worker.detector;

final class Sigmoid {
    private Sigmoid() {}

    static double of(float logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
