package dev.recto.system.chaos;

import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One part of a stack, which may be several processes.
 *
 * @param child what the stack starts again
 */
record Target(String name, Child child, Processes processes) {
    @FunctionalInterface
    interface Processes {
        Stream<ProcessHandle> get() throws IOException;
    }

    static Target of(Child child) {
        return new Target(child.name(), child, () -> ProcessHandle.of(child.pid()).stream());
    }

    static Target postgres(LocalStack stack) {
        return new Target("PostgreSQL", stack.postgres(), stack::postgresServer);
    }

    /** Everything that runs. */
    static List<Target> all(LocalStack stack, int apis, int workers) {
        var targets = new ArrayList<Target>();
        for (int api = 0; api < apis; api++) {
            targets.add(of(stack.api(api)));
        }
        for (int worker = 0; worker < workers; worker++) {
            targets.add(of(stack.worker(worker)));
        }
        targets.addAll(List.of(of(stack.kafka()), of(stack.s3()), postgres(stack)));
        return targets;
    }

    /** Those that live, the one that the others depend on first. */
    List<ProcessHandle> living() throws IOException {
        try {
            return processes.get().filter(ProcessHandle::isAlive).toList();
        } catch (NoSuchFileException justStarting) {
            return List.of();
        }
    }

    /** Kills it the hard way; false if there was nothing to kill. */
    boolean kill() throws IOException {
        return living().stream().findFirst().map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** Kills it and keeps it down until its child is let up. */
    void keepDown() throws IOException {
        child.keepDown();
        kill();
    }

    static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> line.add(Long.toString(process.pid())));
        new ProcessBuilder(line).start().waitFor();
    }
}
