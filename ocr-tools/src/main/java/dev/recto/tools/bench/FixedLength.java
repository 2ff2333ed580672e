package dev.recto.tools.bench;

import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.decode.TokenChooser;

/** Takes the best token so many times, whatever it is. */
final class FixedLength implements TokenChooser {
    private final int tokens;
    private final int[] answer;
    private int taken;

    FixedLength(int tokens) {
        this.tokens = tokens;
        answer = new int[tokens];
    }

    int[] answer() {
        return answer;
    }

    @Override
    public void room(int newTokens) {
        if (newTokens < tokens) {
            throw new IllegalStateException("slots too short for the benchmark");
        }
    }

    @Override
    public boolean accept(StepOutput output) {
        answer[taken++] = output.best();
        return taken < tokens;
    }

    @Override
    public int lastToken() {
        return answer[taken - 1];
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
