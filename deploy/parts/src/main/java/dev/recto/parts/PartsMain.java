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

/** Starts parts side by side, prints one line of JSON with their addresses, and stops them when the process ends. */
final class PartsMain {
    private final PartsCommand command;
    private final Queue<AutoCloseable> running = new ConcurrentLinkedQueue<>();

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
    }

    private void start() throws ExecutionException, InterruptedException {
        try (ExecutorService starters = Executors.newCachedThreadPool()) {
            var starting = command.parts().stream()
                    .map(part -> starters.submit(starter(part)))
                    .toList();
            for (var part : starting) {
                running.add(part.get());
            }
        }
    }

    private Callable<AutoCloseable> starter(PartKind part) {
        return () -> {
            Path data = Files.createDirectories(command.data().resolve(part.directory()));
            int port = command.addresses().port(part);
            return switch (part) {
                case POSTGRES -> new PostgresPart(data, command.cache(), port, command.durable());
                case KAFKA -> new KafkaPart(data, port);
                case S3 -> new S3Part(data, port);
            };
        };
    }

    private void stop() {
        try (ExecutorService stoppers = Executors.newCachedThreadPool()) {
            running.forEach(part -> stoppers.execute(() -> stop(part)));
        }
        if (!command.durable()) {
            delete(command.data());
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            System.err.println("stopping " + part.getClass().getSimpleName() + ": " + failure);
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
