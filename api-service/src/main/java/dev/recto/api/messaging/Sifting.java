package dev.recto.api.messaging;

import dev.recto.tracing.Activity;
import dev.recto.tracing.MessageSpans;
import dev.recto.tracing.Tracing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages of which each counts, and none holds the others up: a batch that can't be taken is halved until the one that is to
 * blame is alone, and set aside, or until it is small enough. INVARIANT: where the service itself is in trouble, one alone is too much or halves are too many for the
 * time, the whole batch comes again.
 */
final class Sifting<T> implements RecordHandler {
    /** Behind which a member of the group is not yet taken for dead. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final MessageReader<T> reader;
    private final Incoming<T> incoming;
    private final Function<RuntimeException, Blame> blame;
    private final DeadLetters deadLetters;
    private final Tracing tracing;

    /** @param blame what a failure tells */
    Sifting(
            MessageReader<T> reader,
            Incoming<T> incoming,
            Function<RuntimeException, Blame> blame,
            DeadLetters deadLetters,
            Tracing tracing) {
        this.reader = reader;
        this.incoming = incoming;
        this.blame = blame;
        this.deadLetters = deadLetters;
        this.tracing = tracing;
    }

    private record Received<T>(ConsumerRecord<String, byte[]> record, T message) {}

    @Override
    public void take(List<ConsumerRecord<String, byte[]>> records, boolean all) {
        List<Received<T>> batch = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                batch.add(new Received<>(record, reader.read(record)));
            } catch (IOException e) {
                deadLetters.setAside(record, DeadLetters.Reason.UNREADABLE, e);
            }
        }
        if (!batch.isEmpty()) {
            sift(batch, Instant.now().plus(LONGEST));
        }
    }

    private void sift(List<Received<T>> batch, Instant until) {
        try {
            hand(batch);
        } catch (RuntimeException e) {
            Blame told = blame.apply(e);
            int half = batch.size() / 2;
            if (half > 0
                    && (told == Blame.MESSAGE
                            || told == Blame.AMOUNT && Instant.now().isBefore(until))) {
                sift(batch.subList(0, half), until);
                sift(batch.subList(half, batch.size()), until);
            } else if (told == Blame.MESSAGE) {
                takeAlone(batch.getFirst());
            } else {
                throw e;
            }
        }
    }

    private void hand(List<Received<T>> batch) {
        List<Activity> taking = tracing.on()
                ? batch.stream()
                        .map(each -> MessageSpans.consuming(tracing, each.record()))
                        .toList()
                : List.of();
        List<T> messages = batch.stream().map(Received::message).toList();
        try {
            incoming.take(messages);
        } catch (RuntimeException | Error e) {
            taking.forEach(each -> each.failed(e));
            throw e;
        } finally {
            taking.forEach(Activity::close);
        }
    }

    /** What fails only once had bad luck. */
    private void takeAlone(Received<T> received) {
        try {
            hand(List.of(received));
        } catch (RuntimeException e) {
            if (blame.apply(e) != Blame.MESSAGE) {
                throw e;
            }
            deadLetters.setAside(received.record(), DeadLetters.Reason.REJECTED, e);
        }
    }
}
