package dev.recto.local;

import dev.recto.local.bench.MemoryBench;
import dev.recto.local.bench.PlatformBench;
import dev.recto.local.bench.ScaleBench;
import dev.recto.local.bench.WaitingBench;
import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import dev.recto.local.stack.StackOptions;
import dev.recto.local.terminal.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this machine. Each benchmark starts what it needs and removes it again.",
        subcommands = {BenchCommand.Render.class, BenchCommand.Reading.class},
        synopsisSubcommandLabel = "BENCHMARK")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    @Command(
            name = "platform",
            mixinStandardHelpOptions = true,
            description = "Pages per second and latency of everything but reading: one-page documents, empty engine.")
    int platform(
            @Option(
                            names = "--in-flight",
                            split = ",",
                            defaultValue = "1,8,64",
                            description = "Requests at the same time. Default: ${DEFAULT-VALUE}")
                    List<Integer> inFlight,
            @Option(names = "--seconds", defaultValue = "10", description = "Time per line. Default: ${DEFAULT-VALUE}")
                    int seconds,
            @Option(
                            names = "--warm-up",
                            defaultValue = "60",
                            description = "Seconds of load before the first line, so that compiled code is measured."
                                    + " Default: ${DEFAULT-VALUE}")
                    int warmUp,
            @Mixin Scale scale)
            throws IOException, InterruptedException, ExecutionException {
        try (LocalStack stack = ephemeral(scale, PlatformBench.ENABLED)) {
            stack.start();
            new PlatformBench(stack, inFlight, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), System.out)
                    .run();
        }
        return 0;
    }

    @Command(
            name = "memory",
            mixinStandardHelpOptions = true,
            description = "Resident memory of API and worker before, during and after long documents.")
    int memory(
            @Option(
                            names = "--pages",
                            split = ",",
                            defaultValue = "100,1000",
                            description = "Lengths of the documents. Default: ${DEFAULT-VALUE}")
                    List<Integer> pages,
            @Option(names = "--model", defaultValue = "tesseract", description = "Default: ${DEFAULT-VALUE}")
                    String model,
            @Option(
                            names = "--snapshot",
                            paramLabel = "DIR",
                            description = "Snapshot directory of the model, where it is a vision-language model.")
                    @Nullable
                    Path snapshot,
            @Option(
                            names = "--set",
                            paramLabel = "NAME=VALUE",
                            description = "A configuration property of the services. May be given several times.")
                    @Nullable
                    Map<String, String> settings)
            throws IOException, InterruptedException {
        StackOptions options =
                throwAway(new Scale(), settings == null ? Map.of() : settings).with(PlatformBench.ENABLED, "true");
        try (LocalStack stack =
                        prepared(snapshot == null ? options : options.serving(model, snapshot.toAbsolutePath()));
                var board = Board.onTerminal();
                var progress = board.begin("")) {
            stack.start();
            new MemoryBench(stack, model, pages, System.out).run(progress);
        }
        return 0;
    }

    @Command(
            name = "waiting",
            mixinStandardHelpOptions = true,
            description = "Memory and processor time of one API process in which many requests wait for their reading.")
    int waiting(
            @Option(
                            names = "--requests",
                            defaultValue = "5000",
                            description = "Requests that wait at the same time. Default: ${DEFAULT-VALUE}")
                    int requests,
            @Option(
                            names = "--seconds",
                            defaultValue = "20",
                            description = "How long is measured while all wait. Default: ${DEFAULT-VALUE}")
                    int seconds)
            throws IOException, InterruptedException, ExecutionException {
        Scale nobody = new Scale();
        nobody.workers = 0;
        try (LocalStack stack = ephemeral(nobody, WaitingBench.settings(requests))) {
            stack.start();
            new WaitingBench(stack, requests, Duration.ofSeconds(seconds), System.out).run();
        }
        return 0;
    }

    @Command(
            name = "scale",
            mixinStandardHelpOptions = true,
            description =
                    "What a page costs with few and many workers that read nothing, and with few and many pages waiting.")
    int scale(
            @Option(
                            names = "--workers",
                            split = ",",
                            defaultValue = "1,10,100,1000",
                            description = "Workers, up to a hundred in a process. Default: ${DEFAULT-VALUE}")
                    List<Integer> workers,
            @Option(
                            names = "--waiting",
                            split = ",",
                            defaultValue = "0,10000,1000000",
                            description = "Pages that wait, ascending. Default: ${DEFAULT-VALUE}")
                    List<Integer> waiting,
            @Option(
                            names = "--rate",
                            defaultValue = "40",
                            description = "Pages a second that all workers read together, if the rest lets them."
                                    + " Default: ${DEFAULT-VALUE}")
                    int rate,
            @Option(names = "--seconds", defaultValue = "20", description = "Time per line. Default: ${DEFAULT-VALUE}")
                    int seconds,
            @Option(
                            names = "--warm-up",
                            defaultValue = "30",
                            description = "Seconds of load before the first line of a fleet. Default: ${DEFAULT-VALUE}")
                    int warmUp)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        System.out.println(ScaleBench.HEADER);
        for (int fleet : workers) {
            var bench = new ScaleBench(
                    fleet, rate, waiting, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), System.out);
            try (LocalStack stack = ephemeral(new Scale(), bench.settings());
                    var board = Board.onTerminal();
                    var progress = board.begin("")) {
                bench.start(stack);
                bench.run(stack, progress);
            }
        }
        return 0;
    }

    private static LocalStack ephemeral(Scale scale, String switchedOn) throws IOException {
        return ephemeral(scale, Map.of(switchedOn, "true"));
    }

    private static LocalStack ephemeral(Scale scale, Map<String, String> settings) throws IOException {
        return prepared(throwAway(scale, settings));
    }

    /** Its workers read the same again and again. */
    private static StackOptions throwAway(Scale scale, Map<String, String> settings) throws IOException {
        var options = StackOptions.ephemeral(Files.createTempDirectory("recto-bench"))
                .scaled(scale.apis, scale.workers)
                .with("recto.cache.enabled", "false");
        for (var setting : settings.entrySet()) {
            options = options.with(setting.getKey(), setting.getValue());
        }
        return options;
    }

    private static LocalStack prepared(StackOptions options) throws IOException {
        LocalStack stack = LocalStack.prepare(options, Installation.current(), System.err::println);
        stack.closeAtExit();
        return stack;
    }

    static final class Scale {
        @Option(
                names = "--apis",
                defaultValue = "1",
                description = "Number of API processes. Default: ${DEFAULT-VALUE}")
        private int apis = 1;

        @Option(
                names = "--workers",
                defaultValue = "1",
                description = "Number of worker processes. Default: ${DEFAULT-VALUE}")
        private int workers = 1;
    }

    @Command(name = "render", description = "Pages drawn per CPU second, beside pdftoppm where that is installed.")
    static final class Render extends ToolCommand {
        Render() {
            super("dev.recto.tools.cli.BenchRenderCommand");
        }
    }

    @Command(
            name = "reading",
            description = "Wrong words and time of pages that are skewed, dark, photographed and the like.")
    static final class Reading extends ToolCommand {
        Reading() {
            super("dev.recto.tools.cli.BenchReadingCommand");
        }
    }
}
