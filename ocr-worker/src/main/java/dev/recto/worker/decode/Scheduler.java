package dev.recto.worker.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides which page is encoded, prefilled and decoded next. First come, first served at every stage; every decoding page
 * gets a token in every step, and every step feeds some prompt when there is one. Not thread-safe.
 */
public final class Scheduler<P> {
    private final SchedulerLimits limits;
    private final SlotTable<P> slots;
    private final SlotBuckets buckets;
    private final Deque<Sequence<P>> waiting = new ArrayDeque<>();
    private final Queue<Sequence<P>> encoded = new PriorityQueue<>(Comparator.comparingLong(Sequence::arrival));
    private final List<Sequence<P>> prefilling = new ArrayList<>();
    private final Step<P> step = new Step<>();
    private int encoding;
    private long arrivals;

    public Scheduler(SchedulerLimits limits) {
        this.limits = limits;
        slots = new SlotTable<>(limits.slots());
        buckets = new SlotBuckets(limits.slots());
    }

    /** Queues a sequence; false when the queue is full. */
    public boolean offer(Sequence<P> sequence) {
        sequence.arrive(arrivals++);
        return waiting.size() < limits.waiting() && waiting.add(sequence);
    }

    /** The next sequence to encode; null when none waits or enough are encoded ahead. */
    public @Nullable Sequence<P> nextToEncode() {
        if (waiting.isEmpty() || encoding + encoded.size() >= limits.encodedAhead() + freeSlots()) {
            return null;
        }
        Sequence<P> sequence = waiting.remove();
        sequence.moveTo(SequenceState.ENCODING);
        encoding++;
        return sequence;
    }

    /** Its vision encoding is done: it may take a slot, before those that came after it and were encoded sooner. */
    public void encoded(Sequence<P> sequence) {
        sequence.moveTo(SequenceState.ENCODED);
        encoding--;
        encoded.add(sequence);
    }

    /** Decides the next step; empty unless {@link #ready()}. Valid until the next call. */
    public Step<P> next() {
        step.clear();
        while (!encoded.isEmpty() && !slots.full()) {
            Sequence<P> sequence = encoded.remove();
            slots.assign(sequence);
            prefilling.add(sequence);
        }
        planDecodes();
        planPrefills();
        return step;
    }

    private void planDecodes() {
        int last = -1;
        for (int slot = 0; slot < slots.size(); slot++) {
            Sequence<P> sequence = slots.holder(slot);
            if (sequence != null && sequence.state() == SequenceState.DECODING) {
                step.decode(sequence);
                last = slot;
            }
        }
        step.over(buckets.holding(last + 1));
    }

    private void planPrefills() {
        int decoding = step.decodes().size();
        int budget = decoding == 0 ? limits.chunkTokens() : limits.stepTokens() - decoding;
        for (int i = 0; i < prefilling.size() && budget > 0; i++) {
            Sequence<P> sequence = prefilling.get(i);
            int chunk = Math.min(budget, sequence.remainingPrompt());
            step.prefill(sequence, chunk);
            budget -= chunk;
        }
    }

    /** Its planned chunk is in the cache. */
    public void prefilled(Sequence<P> sequence) {
        sequence.cached(sequence.chunk());
        if (sequence.prefilled()) {
            prefilling.remove(sequence);
            sequence.moveTo(SequenceState.DECODING);
        }
    }

    /** One more token of it is in the cache. */
    public void decoded(Sequence<P> sequence) {
        sequence.cached(1);
    }

    /** So many of its last tokens leave the cache. */
    public void takeBack(Sequence<P> sequence, int tokens) {
        sequence.takeBack(tokens);
    }

    /** Takes a sequence out, wherever it stands; its slot is free at once. */
    public void end(Sequence<P> sequence) {
        switch (sequence.state()) {
            case WAITING -> waiting.remove(sequence);
            case ENCODING -> encoding--;
            case ENCODED -> encoded.remove(sequence);
            case PREFILLING -> {
                prefilling.remove(sequence);
                slots.release(sequence);
            }
            case DECODING -> slots.release(sequence);
            case ENDED -> throw new IllegalStateException("ended twice");
        }
        sequence.moveTo(SequenceState.ENDED);
    }

    /** Visits every sequence but those being encoded. The visitor must not end any. */
    public void forEach(Consumer<Sequence<P>> visitor) {
        forEachIdle(visitor);
        for (int slot = 0; slot < slots.size(); slot++) {
            Sequence<P> sequence = slots.holder(slot);
            if (sequence != null) {
                visitor.accept(sequence);
            }
        }
    }

    /** Visits those that wait to be encoded, or for a slot. The visitor must not end any. */
    public void forEachIdle(Consumer<Sequence<P>> visitor) {
        waiting.forEach(visitor);
        encoded.forEach(visitor);
    }

    /** The sequence in a slot, null when it is free. */
    public @Nullable Sequence<P> holder(int slot) {
        return slots.holder(slot);
    }

    /** Tokens that all slots hold. */
    public int cachedTokens() {
        int tokens = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            Sequence<P> sequence = slots.holder(slot);
            tokens += sequence == null ? 0 : sequence.cachedTokens();
        }
        return tokens;
    }

    /** Whether no sequence will need encoding unless another is offered. */
    public boolean allEncoding() {
        return waiting.isEmpty();
    }

    public int waitingPages() {
        return waiting.size() + encoding + encoded.size();
    }

    public int busySlots() {
        return slots.busy();
    }

    /** Whether the next step has something to do. */
    public boolean ready() {
        return busySlots() > 0 || !encoded.isEmpty();
    }

    public boolean idle() {
        return waitingPages() + busySlots() == 0;
    }

    private int freeSlots() {
        return slots.size() - slots.busy();
    }
}
