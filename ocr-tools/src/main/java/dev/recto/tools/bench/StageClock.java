package dev.recto.tools.bench;

import dev.recto.worker.engine.EngineListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up where the engine's time goes, and the processors'. Stages take turns on a CPU, so what the process has used since the last one
 * ended belongs to the one that ends.
 */
final class StageClock implements EngineListener {
    final LongAdder encodingNanos = new LongAdder();
    final LongAdder promptTokens = new LongAdder();
    final LongAdder prefillNanos = new LongAdder();
    final LongAdder decodedTokens = new LongAdder();
    final LongAdder decodeSteps = new LongAdder();
    final LongAdder decodeNanos = new LongAdder();
    final LongAdder draftNanos = new LongAdder();
    final LongAdder draftedTokens = new LongAdder();
    final LongAdder acceptedTokens = new LongAdder();
    final LongAdder overheadNanos = new LongAdder();
    final LongAdder encodingCpuNanos = new LongAdder();
    final LongAdder prefillCpuNanos = new LongAdder();
    final LongAdder decodeCpuNanos = new LongAdder();
    private final AtomicLong usedBefore = new AtomicLong(ProcessUsage.cpuNanos());

    private long usedSince() {
        long now = ProcessUsage.cpuNanos();
        return now - usedBefore.getAndSet(now);
    }

    @Override
    public void encoded(int views, long nanos) {
        encodingNanos.add(nanos);
        encodingCpuNanos.add(usedSince());
    }

    @Override
    public void embedded(long nanos) {
        encodingNanos.add(nanos);
        encodingCpuNanos.add(usedSince());
    }

    @Override
    public void prefilled(int tokens, long nanos) {
        promptTokens.add(tokens);
        prefillNanos.add(nanos);
        prefillCpuNanos.add(usedSince());
    }

    @Override
    public void decoded(int rows, long nanos) {
        decodeSteps.increment();
        decodeNanos.add(nanos);
        decodeCpuNanos.add(usedSince());
    }

    /** A part of decoding. */
    @Override
    public void drafted(int rows, long nanos) {
        draftNanos.add(nanos);
        decodeNanos.add(nanos);
        decodeCpuNanos.add(usedSince());
    }

    @Override
    public void checked(int drafted, int accepted) {
        draftedTokens.add(drafted);
        acceptedTokens.add(accepted);
    }

    @Override
    public void stepped(int tokens, long engineNanos) {
        decodedTokens.add(tokens);
        overheadNanos.add(engineNanos);
    }

    void reset() {
        for (LongAdder adder : new LongAdder[] {
            encodingNanos,
            promptTokens,
            prefillNanos,
            decodedTokens,
            decodeSteps,
            decodeNanos,
            draftNanos,
            draftedTokens,
            acceptedTokens,
            overheadNanos,
            encodingCpuNanos,
            prefillCpuNanos,
            decodeCpuNanos
        }) {
            adder.reset();
        }
        usedBefore.set(ProcessUsage.cpuNanos());
    }
}
