package dev.recto.local.stack;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Starts processes and says when each is ready. */
final class Starter {
    private final Narrator narrator;

    Starter(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Returns when all are ready. Where one can't be started, the others are waited for no more: they may take minutes. */
    void together(List<Child> children) throws IOException, InterruptedException {
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = new ExecutorCompletionService<Child>(starters);
            children.forEach(child -> starting.submit(() -> start(child)));
            try {
                for (int ready = 0; ready < children.size(); ready++) {
                    starting.take().get();
                }
            } catch (ExecutionException failure) {
                starters.shutdownNow();
                throw failure;
            }
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case StackException reason -> throw reason;
                case IOException reason -> throw reason;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }

    Child start(Child child) throws IOException, InterruptedException {
        long began = System.nanoTime();
        child.start();
        narrator.say("  %s ready after %.1f s".formatted(child.name(), (System.nanoTime() - began) / 1e9));
        return child;
    }
}
