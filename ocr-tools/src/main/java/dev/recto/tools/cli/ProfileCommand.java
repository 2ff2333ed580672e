package dev.recto.tools.cli;

import dev.recto.tools.profile.OperatorTotal;
import dev.recto.tools.profile.RunProfile;
import dev.recto.worker.onnx.Profiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "profile",
        description = {
            "Sums up by operator the last run of sessions that ONNX Runtime wrote profiles of.",
            "A Java process writes them with -D" + Profiles.DIRECTORY_PROPERTY + "=DIR, when its models are closed."
        },
        mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {
    private static final double MILLISECOND = 1e3;
    private static final double MEGABYTE = 1e6;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Profiles, or directories of them.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (Path file : profiles()) {
            print(spec.commandLine().getOut(), file, RunProfile.of(file));
        }
        return 0;
    }

    private List<Path> profiles() throws IOException {
        List<Path> profiles = new ArrayList<>();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                try (Stream<Path> inside = Files.list(file)) {
                    inside.sorted().forEach(profiles::add);
                }
            } else {
                profiles.add(file);
            }
        }
        return profiles;
    }

    private static void print(PrintWriter out, Path file, RunProfile run) {
        out.printf(
                Locale.ROOT,
                "%s: the last of %d runs, %d nodes, %.2f ms%n",
                file.getFileName(),
                run.runs(),
                run.nodes(),
                run.microseconds() / MILLISECOND);
        out.println("   nodes        ms        MB  operator");
        for (OperatorTotal total : run.operators()) {
            out.printf(
                    Locale.ROOT,
                    "%8d %9.2f %9.1f  %s (%s)%n",
                    total.nodes(),
                    total.microseconds() / MILLISECOND,
                    total.bytes() / MEGABYTE,
                    total.operator(),
                    total.provider());
        }
    }
}
