package dev.recto.local;

import dev.recto.local.stack.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Unmatched;

/** Hands over to a command of the worker's tools, with all options that follow: it says itself which it has. */
abstract class ToolCommand implements Callable<Integer> {
    private final String main;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    ToolCommand(String main) {
        this.main = main;
    }

    /** Runs it in the foreground, beside the worker's libraries; returns its exit code. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.current();
        List<String> line = new ArrayList<>(List.of(
                installation.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-cp",
                installation.toolsClassPath(),
                main));
        line.addAll(arguments);
        return new ProcessBuilder(line).inheritIO().start().waitFor();
    }
}
