package dev.recto.tools.bench;

import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.decode.TokenChooser;

/** Takes the best token so many times, whatever it is. */
final class FixedLength implements TokenChooser {
    private final int tokens;
    private int taken;
    private int last;

    FixedLength(int tokens) {
        this.tokens = tokens;
    }

    @Override
    public void room(int newTokens) {
        if (newTokens < tokens) {
            throw new IllegalStateException("slots too short for the benchmark");
        }
    }

    @Override
    public boolean accept(StepOutput output) {
        last = output.best();
        return ++taken < tokens;
    }

    @Override
    public int lastToken() {
        return last;
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
