package dev.recto.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Main class that runs another main class for as long as standard input is open. The parent holds the other end, so
 * that the process ends with its parent however that dies. Ctrl-C, which a terminal sends to parent and children
 * alike, is left to the parent.
 */
public final class Attached {
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private Attached() {}

    /** Arguments: the main class and its arguments. */
    public static void main(String[] arguments) throws Throwable {
        attach();
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static void attach() {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        InputStream lifeline = System.in;
        System.setIn(InputStream.nullInputStream());
        Thread.ofPlatform().name("lifeline").daemon().start(() -> endWith(lifeline));
    }

    private static void endWith(InputStream lifeline) {
        try {
            lifeline.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A lifeline that can't be read has ended, too.
        }
        Thread.ofPlatform().name("last-resort").daemon().start(Attached::haltLater);
        System.exit(0);
    }

    /** Shutdown hooks may wait for others that are gone, too. */
    private static void haltLater() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
