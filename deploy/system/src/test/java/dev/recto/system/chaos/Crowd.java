package dev.recto.system.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Fifty clients of one API that each ask for one thing after another, until closed. */
final class Crowd implements AutoCloseable {
    static final int SIZE = 50;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> members = new ArrayList<>();

    Crowd(Client client, URI api, String job) {
        Operation[] operations = Operation.values();
        for (int member = 0; member < SIZE; member++) {
            int first = member;
            members.add(threads.submit(() -> {
                for (int turn = first; goesOn.get(); turn++) {
                    Operation operation = operations[turn % operations.length];
                    client.send(operation.name(), api, operation.request(job));
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }));
        }
    }

    /** As many answers at once to the same request. */
    static List<Answer> together(Client client, URI api, String job, Operation operation)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<Answer>>();
            for (int member = 0; member < SIZE; member++) {
                sent.add(threads.submit(() -> client.send(operation.name(), api, operation.request(job))));
            }
            var answers = new ArrayList<Answer>();
            for (var each : sent) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    /** Returns when all have their last answer. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        goesOn.set(false);
        for (var member : members) {
            member.get();
        }
        threads.close();
    }
}
