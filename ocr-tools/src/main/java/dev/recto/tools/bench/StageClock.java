package dev.recto.tools.bench;

import dev.recto.worker.engine.EngineListener;
import java.util.concurrent.atomic.LongAdder;

/** Adds up where the engine's time goes. */
final class StageClock implements EngineListener {
    final LongAdder encodingNanos = new LongAdder();
    final LongAdder promptTokens = new LongAdder();
    final LongAdder prefillNanos = new LongAdder();
    final LongAdder decodedTokens = new LongAdder();
    final LongAdder decodeSteps = new LongAdder();
    final LongAdder decodeNanos = new LongAdder();
    final LongAdder overheadNanos = new LongAdder();

    @Override
    public void encoded(int views, long nanos) {
        encodingNanos.add(nanos);
    }

    @Override
    public void embedded(long nanos) {
        encodingNanos.add(nanos);
    }

    @Override
    public void prefilled(int tokens, long nanos) {
        promptTokens.add(tokens);
        prefillNanos.add(nanos);
    }

    @Override
    public void decoded(int rows, long nanos) {
        decodeSteps.increment();
        decodeNanos.add(nanos);
    }

    @Override
    public void stepped(int pages, long engineNanos) {
        decodedTokens.add(pages);
        overheadNanos.add(engineNanos);
    }

    void reset() {
        for (LongAdder adder : new LongAdder[] {
            encodingNanos, promptTokens, prefillNanos, decodedTokens, decodeSteps, decodeNanos, overheadNanos
        }) {
            adder.reset();
        }
    }
}
