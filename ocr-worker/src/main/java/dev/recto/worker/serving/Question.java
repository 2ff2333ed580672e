package dev.recto.worker.serving;

import dev.recto.worker.decode.Generation;
import dev.recto.worker.engine.PageTimes;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A page that the engine is asked about, without its pixels: whoever waits for the answer keeps none of them. */
record Question(
        Instant submitted, int views, int promptTokens, Generation answer, CompletableFuture<PageTimes> times) {}
