package dev.recto.parts;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Starts parts side by side, prints one line of JSON with their addresses, and stops them when the process ends. */
final class PartsMain {
    private static final int STARTUP_SECONDS = 10;

    private final PartsCommand command;
    private final Queue<Future<AutoCloseable>> starting = new ConcurrentLinkedQueue<>();

    private PartsMain(PartsCommand command) {
        this.command = command;
    }

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        // Libraries that print must not disturb the line that the parent reads.
        System.setOut(System.err);
        var parts = new PartsMain(PartsCommand.parse(List.of(arguments)));
        Runtime.getRuntime().addShutdownHook(new Thread(parts::stop, "stop-parts"));
        try {
            parts.start();
        } catch (ExecutionException failure) {
            failure.printStackTrace();
            System.exit(1);
        } catch (InterruptedException interrupted) {
            System.exit(1);
        }
        out.println(parts.command.addresses().json());
        out.flush();
        stay();
    }

    /** A part may have no thread of its own in this process. */
    private static void stay() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException interrupted) {
            System.exit(1);
        }
    }

    private void start() throws ExecutionException, InterruptedException {
        try (ExecutorService starters = Executors.newCachedThreadPool()) {
            command.parts().forEach(part -> starting.add(starters.submit(starter(part))));
            for (var part : starting) {
                part.get();
            }
        }
    }

    private Callable<AutoCloseable> starter(PartKind part) {
        return () -> {
            Path data = Files.createDirectories(command.data().resolve(part.directory()));
            int port = command.addresses().port(part);
            return switch (part) {
                case POSTGRES -> new PostgresPart(data, command.cache(), port, command.durable());
                case KAFKA ->
                    new KafkaPart(data, port, command.securedBroker(), command.largestGroup(), command.durable());
                case S3 -> new S3Part(data, port);
            };
        };
    }

    private void stop() {
        try (ExecutorService stoppers = Executors.newCachedThreadPool()) {
            starting.forEach(part -> stoppers.execute(() -> stop(part)));
        }
        if (!command.durable()) {
            delete();
        }
    }

    /** A part that is still starting is waited for: PostgreSQL would otherwise outlive this process. */
    private static void stop(Future<AutoCloseable> part) {
        try {
            part.get(STARTUP_SECONDS, TimeUnit.SECONDS).close();
        } catch (ExecutionException neverStarted) {
            // Told by start() already.
        } catch (Exception failure) {
            System.err.println("stopping: " + failure);
        }
    }

    private void delete() {
        command.parts().forEach(part -> delete(command.data().resolve(part.directory())));
        try {
            Files.deleteIfExists(command.data());
        } catch (IOException others) {
            // Another process still has its parts there, and deletes the directory later.
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            System.err.println("deleting " + directory + ": " + failure);
        }
    }
}
