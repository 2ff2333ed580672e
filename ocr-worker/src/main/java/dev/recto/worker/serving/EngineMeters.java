package dev.recto.worker.serving;

import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.engine.PageTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is measured of a model's engine, by model: {@code recto_vlm_encode_seconds} (a run of the vision towers) and
 * {@code recto_vlm_encode_views_total} (in all runs), {@code recto_vlm_encode_failed_batches_total} (runs over several views that
 * failed, as when memory does not suffice, and had to be done view by view), {@code recto_vlm_step_failed_total} (steps over several
 * pages that failed and had to be done page by page), {@code recto_vlm_prefill_tokens_total},
 * {@code recto_vlm_decode_tokens_total}, {@code recto_vlm_draft_seconds} (the draft layer's part of a step),
 * {@code recto_vlm_drafted_tokens_total} and {@code recto_vlm_accepted_tokens_total} (of those, the ones that the model chose, too), {@code recto_vlm_step_seconds} (in the network) and {@code recto_vlm_step_overhead_seconds}
 * (around it), {@code recto_vlm_slots} and {@code recto_vlm_busy_slots}, {@code recto_vlm_cache_capacity_tokens} and
 * {@code recto_vlm_cache_tokens}, {@code recto_vlm_waiting_pages}; and the {@link GenAiMeters}.
 */
final class EngineMeters implements EngineListener {
    private final Timer encoding;
    private final Counter views;
    private final Counter failedBatches;
    private final Counter failedSteps;
    private final Counter prefillTokens;
    private final Counter decodeTokens;
    private final Counter draftedTokens;
    private final Counter acceptedTokens;
    private final Timer drafts;
    private final Timer steps;
    private final Timer overhead;
    private final GenAiMeters answers;
    // The registry keeps gauges weakly, so they are held here.
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger cacheCapacity = new AtomicInteger();
    private final AtomicInteger busySlots = new AtomicInteger();
    private final AtomicInteger cachedTokens = new AtomicInteger();
    private final AtomicInteger waitingPages = new AtomicInteger();

    EngineMeters(MeterRegistry registry, String model) {
        Tags tags = Tags.of("model", model);
        encoding = registry.timer("recto.vlm.encode", tags);
        views = registry.counter("recto.vlm.encode.views", tags);
        failedBatches = registry.counter("recto.vlm.encode.failed.batches", tags);
        failedSteps = registry.counter("recto.vlm.step.failed", tags);
        prefillTokens = registry.counter("recto.vlm.prefill.tokens", tags);
        decodeTokens = registry.counter("recto.vlm.decode.tokens", tags);
        draftedTokens = registry.counter("recto.vlm.drafted.tokens", tags);
        acceptedTokens = registry.counter("recto.vlm.accepted.tokens", tags);
        drafts = registry.timer("recto.vlm.draft", tags);
        steps = registry.timer("recto.vlm.step", tags);
        overhead = registry.timer("recto.vlm.step.overhead", tags);
        answers = new GenAiMeters(registry, model);
        registry.gauge("recto.vlm.slots", tags, slots);
        registry.gauge("recto.vlm.cache.capacity.tokens", tags, cacheCapacity);
        registry.gauge("recto.vlm.busy.slots", tags, busySlots);
        registry.gauge("recto.vlm.cache.tokens", tags, cachedTokens);
        registry.gauge("recto.vlm.waiting.pages", tags, waitingPages);
    }

    @Override
    public void encoded(int batch, long nanos) {
        views.increment(batch);
        encoding.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void batchFailed() {
        failedBatches.increment();
    }

    @Override
    public void stepFailed() {
        failedSteps.increment();
    }

    @Override
    public void prefilled(int tokens, long nanos) {
        prefillTokens.increment(tokens);
    }

    @Override
    public void decoded(int rows, long nanos) {
        steps.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void drafted(int rows, long nanos) {
        drafts.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void checked(int drafted, int accepted) {
        draftedTokens.increment(drafted);
        acceptedTokens.increment(accepted);
    }

    @Override
    public void stepped(int tokens, long engineNanos) {
        decodeTokens.increment(tokens);
        overhead.record(engineNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void opened(int cacheSlots, int slotTokens) {
        slots.set(cacheSlots);
        cacheCapacity.set(cacheSlots * slotTokens);
    }

    @Override
    public void answered(PageTimes times, int promptTokens, int newTokens) {
        answers.answered(times, promptTokens, newTokens);
    }

    @Override
    public void depth(int busy, int cached, int waiting) {
        busySlots.set(busy);
        cachedTokens.set(cached);
        waitingPages.set(waiting);
    }
}
