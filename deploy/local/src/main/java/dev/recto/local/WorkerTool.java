package dev.recto.local;

import dev.recto.local.stack.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of the worker on the worker's class path, in the foreground. */
record WorkerTool(Installation installation) {
    /** Returns the exit code. */
    int run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                installation.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                installation.workerClassPath(),
                mainClass));
        line.addAll(arguments);
        return new ProcessBuilder(line).inheritIO().start().waitFor();
    }
}
