package dev.recto.api.outage;

import dev.recto.parts.Parts;
import dev.recto.parts.PartsCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;

/** A broker that can be killed, frozen and started again with what it had. */
public final class Broker {
    private final PartsCommand command;
    private Parts running;

    Broker(PartsCommand command) throws IOException {
        this.command = command;
        this.running = Parts.start(command);
    }

    void kill() {
        try {
            process().destroyForcibly();
            process().onExit().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    void start() {
        try {
            running = Parts.start(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its port still takes connections, but nobody answers. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    void stop() {
        running.close();
    }

    private ProcessHandle process() {
        return ProcessHandle.of(running.pid()).orElseThrow();
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
