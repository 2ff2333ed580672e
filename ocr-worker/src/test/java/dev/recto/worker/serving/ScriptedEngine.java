package dev.recto.worker.serving;

import dev.recto.worker.decode.PlainOutput;
import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.engine.DecodingEngine;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.model.PreparedPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntUnaryOperator;

/** Says for each page in turn what a script says: the token that comes next at each step. */
final class ScriptedEngine implements DecodingEngine {
    final List<PreparedPage> pages = new ArrayList<>();
    private final List<IntUnaryOperator> scripts = new ArrayList<>();
    private final int vocabulary;
    private int room = Integer.MAX_VALUE;

    ScriptedEngine(int vocabulary) {
        this.vocabulary = vocabulary;
    }

    ScriptedEngine says(int... tokens) {
        return says(step -> tokens[step]);
    }

    ScriptedEngine says(IntUnaryOperator tokenOfStep) {
        scripts.add(tokenOfStep);
        return this;
    }

    ScriptedEngine room(int tokens) {
        room = tokens;
        return this;
    }

    @Override
    public CompletableFuture<PageTimes> submit(PreparedPage page, TokenChooser chooser, Runnable taken) {
        taken.run();
        if (room < page.inputIds().length) {
            return CompletableFuture.failedFuture(new EngineException(EngineException.Reason.PROMPT_TOO_LONG, null));
        }
        IntUnaryOperator script = scripts.get(pages.size());
        pages.add(page);
        chooser.room(room);
        int step = 0;
        boolean more = true;
        while (more) {
            if (chooser.cancelled()) {
                return CompletableFuture.failedFuture(new CancellationException());
            }
            float[] logits = new float[vocabulary];
            logits[script.applyAsInt(step++)] = 10;
            more = chooser.accept(new PlainOutput(logits));
        }
        return CompletableFuture.completedFuture(
                new PageTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Override
    public CompletableFuture<?> dropCancelled() {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<Throwable> broken() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {}
}
