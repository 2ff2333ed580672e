package dev.recto.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;

/** All parts, running in a child process until closed. */
public final class Parts implements AutoCloseable {
    private static final int STOP_SECONDS = 30;

    private final PartsAddresses addresses;
    private final Process process;

    private Parts(PartsAddresses addresses, Process process) {
        this.addresses = addresses;
        this.process = process;
    }

    /** Empty parts on free ports, whose data are deleted at the end. */
    public static Parts ephemeral() {
        try {
            return start(new PartsCommand(
                    Files.createTempDirectory("recto-parts"),
                    PartsCommand.userCache(),
                    false,
                    PartsAddresses.free(),
                    EnumSet.allOf(PartKind.class)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns when everything listens. The child's log goes to standard error. */
    public static Parts start(PartsCommand command) throws IOException {
        Process process = new ProcessBuilder(command.line("384m"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        if (output.readLine() == null) {
            throw new IOException("The embedded parts did not start; see their output above");
        }
        return new Parts(command.addresses(), process);
    }

    public PartsAddresses addresses() {
        return addresses;
    }

    /** Of the child; PostgreSQL's server is a process of its own, named in its {@code postmaster.pid}. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
