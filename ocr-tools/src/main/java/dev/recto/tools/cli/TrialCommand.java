package dev.recto.tools.cli;

import dev.recto.tools.trial.Trial;
import dev.recto.tools.trial.TrialSettings;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "trial",
        description = {
            "Verifies, measures and profiles all families on this machine, and writes one report.",
            "Each stage is a process of its own, with a limit: one that breaks costs no other, and the report is whole",
            "after each. Exits with 0 only if all were done."
        },
        mixinStandardHelpOptions = true)
final class TrialCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "Holds FAMILY-tiny, with golden/, of each family.")
    private Path snapshots;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "For snapshots of the published dimensions (about 12 GB), caches and logs.")
    private Path work;

    @Option(names = "--report", required = true, paramLabel = "FILE", description = "Markdown.")
    private Path report;

    @Option(names = "--provider", defaultValue = "cuda", description = "cpu or cuda. Default: cuda")
    private Provider provider;

    @Option(names = "--weights", description = "Default: bf16 on CUDA, fp32 on a CPU")
    private @Nullable Precision weights;

    @Option(names = "--tiny", description = "Measures the tiny snapshots' dimensions: to try the trial itself.")
    private boolean tiny;

    @Option(names = "--in-flight", split = ",", defaultValue = "1,16,64", description = "Default: 1,16,64")
    private List<Integer> inFlight = List.of();

    @Option(names = "--size", defaultValue = "a4", description = "Default: a4")
    private String size;

    @Option(names = "--new-tokens", defaultValue = "1000", description = "Default: 1000")
    private int newTokens;

    @Option(names = "--minutes", defaultValue = "25", description = "Of the whole. Default: 25")
    private int minutes;

    @Option(names = "--stage-minutes", defaultValue = "9", description = "Of each stage. Default: 9")
    private int stageMinutes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean done = new Trial(settings(), ModelCommand.class.getName()).run(report.toAbsolutePath(), out::println);
        return done ? 0 : 1;
    }

    private TrialSettings settings() {
        Precision usual = provider == Provider.CUDA ? Precision.BF16 : Precision.FP32;
        return new TrialSettings(
                snapshots.toAbsolutePath(),
                work.toAbsolutePath(),
                provider,
                weights == null ? usual : weights,
                tiny,
                inFlight,
                size,
                newTokens,
                Duration.ofMinutes(minutes),
                Duration.ofMinutes(stageMinutes));
    }
}
