package dev.recto.worker.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plays a history of pages against a scheduler, tick by tick, and holds every step against what must always be true. */
final class SchedulerSimulation {
    /** A page that comes at a tick, takes some ticks to encode, and leaves after some tokens or when cancelled. */
    record Visit(int arrival, int encodingTicks, int promptTokens, int newTokens, int cancelTick) {
        static final int NEVER = -1;
    }

    private final SchedulerLimits limits;
    private final List<Visit> visits;
    private final Scheduler<Integer> scheduler;
    private final Map<Integer, Sequence<Integer>> offered = new LinkedHashMap<>();
    private final List<List<Integer>> cache = new ArrayList<>();
    private final Map<Integer, Integer> generated = new HashMap<>();
    private final List<Integer> prefillOrder = new ArrayList<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private final Set<Integer> refused = new HashSet<>();
    private @Nullable Sequence<Integer> encoding;
    private int encodedAt;

    SchedulerSimulation(SchedulerLimits limits, List<Visit> visits) {
        this.limits = limits;
        this.visits = visits;
        scheduler = new Scheduler<>(limits);
        for (int slot = 0; slot < limits.slots(); slot++) {
            cache.add(new ArrayList<>());
        }
    }

    /** Runs until every page has ended; fails if that takes longer than feeding all pages one by one would. */
    void run() {
        int lastArrival = visits.stream().mapToInt(Visit::arrival).max().orElse(0);
        int patience = lastArrival
                + visits.stream()
                        .mapToInt(v -> v.encodingTicks() + v.promptTokens() + v.newTokens() + 3)
                        .sum();
        int tick = 0;
        while (tick <= lastArrival || !scheduler.idle()) {
            assertThat(tick).as("some page starves").isLessThanOrEqualTo(patience);
            arrive(tick);
            cancel(tick);
            encode(tick);
            step();
            tick++;
        }
        assertThat(finished.size() + cancelled.size() + refused.size()).isEqualTo(visits.size());
        assertThat(scheduler.busySlots()).isZero();
        assertThat(prefillOrder).as("first come, first served").isSorted();
    }

    Set<Integer> finished() {
        return finished;
    }

    Set<Integer> refused() {
        return refused;
    }

    private void arrive(int tick) {
        for (int id = 0; id < visits.size(); id++) {
            if (visits.get(id).arrival() == tick) {
                var sequence = new Sequence<>(id, visits.get(id).promptTokens());
                if (scheduler.offer(sequence)) {
                    offered.put(id, sequence);
                } else {
                    refused.add(id);
                }
            }
        }
    }

    private void cancel(int tick) {
        offered.forEach((id, sequence) -> {
            if (visits.get(id).cancelTick() == tick && !sequence.ended()) {
                scheduler.end(sequence);
                cancelled.add(id);
            }
        });
    }

    private void encode(int tick) {
        if (encoding != null && tick >= encodedAt) {
            if (!encoding.ended()) {
                scheduler.encoded(encoding);
            }
            encoding = null;
        }
        if (encoding == null) {
            encoding = scheduler.nextToEncode();
            if (encoding != null) {
                encodedAt = tick + visits.get(encoding.payload()).encodingTicks();
            }
        }
    }

    private void step() {
        Step<Integer> step = scheduler.next();
        check(step);
        for (var sequence : List.copyOf(step.prefills())) {
            prefill(sequence);
        }
        for (var sequence : List.copyOf(step.decodes())) {
            feed(sequence, 1);
            scheduler.decoded(sequence);
            accept(sequence);
        }
    }

    private void check(Step<Integer> step) {
        int chunks = step.prefills().stream().mapToInt(Sequence::chunk).sum();
        int decodes = step.decodes().size();
        assertThat(chunks + decodes).isLessThanOrEqualTo(decodes == 0 ? limits.chunkTokens() : limits.stepTokens());
        Set<Integer> slots = new HashSet<>();
        for (var sequence : step.prefills()) {
            assertThat(sequence.chunk()).isPositive();
            assertThat(slots.add(sequence.slot())).as("a slot used twice").isTrue();
        }
        for (var sequence : step.decodes()) {
            assertThat(slots.add(sequence.slot())).as("a slot used twice").isTrue();
            assertThat(sequence.slot()).isLessThan(step.rows());
        }
        slots.forEach(slot -> assertThat(scheduler.holder(slot)).isNotNull());
        assertThat(step.isEmpty()).isEqualTo(!scheduler.ready());
        assertThat(scheduler.busySlots()).isLessThanOrEqualTo(limits.slots());
        for (int slot = 0; slot < limits.slots(); slot++) {
            var holder = scheduler.holder(slot);
            if (holder != null && holder.state() == SequenceState.DECODING) {
                assertThat(step.decodes())
                        .as("every decoding page in every step")
                        .contains(holder);
            }
        }
    }

    private void prefill(Sequence<Integer> sequence) {
        if (sequence.cachedTokens() == 0) {
            prefillOrder.add(List.copyOf(offered.keySet()).indexOf(sequence.payload()));
            cache.get(sequence.slot()).clear();
        }
        feed(sequence, sequence.chunk());
        scheduler.prefilled(sequence);
        if (sequence.prefilled()) {
            accept(sequence);
        }
    }

    private void feed(Sequence<Integer> sequence, int tokens) {
        List<Integer> held = cache.get(sequence.slot());
        assertThat(held).as("tokens in the right slot").hasSize(sequence.cachedTokens());
        assertThat(held).as("of the right page").allMatch(sequence.payload()::equals);
        for (int i = 0; i < tokens; i++) {
            held.add(sequence.payload());
        }
        assertThat(held.size()).isLessThanOrEqualTo(limits.slotTokens());
    }

    private void accept(Sequence<Integer> sequence) {
        Visit visit = visits.get(sequence.payload());
        int count = generated.merge(sequence.payload(), 1, Integer::sum);
        assertThat(sequence.cachedTokens()).isEqualTo(visit.promptTokens() + count - 1);
        if (count == visit.newTokens()) {
            scheduler.end(sequence);
            finished.add(sequence.payload());
        }
    }
}
