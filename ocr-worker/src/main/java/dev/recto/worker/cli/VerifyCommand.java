package dev.recto.worker.cli;

import dev.recto.worker.engine.LoadedModel;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.WeightFormat;
import dev.recto.worker.verify.ModelOpener;
import dev.recto.worker.verify.Report;
import dev.recto.worker.verify.SnapshotVerification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Compares every stage of models with the reference outputs in the golden/ folder of their snapshots.",
            "Prints a line per check; exits with 0 only if none failed."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Snapshot directories that contain golden/.")
    private List<Path> snapshots = List.of();

    @Option(names = "--threads", description = "Threads of one step. Default: ${DEFAULT-VALUE}")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--weights",
            paramLabel = "FORMAT",
            converter = WeightsConverter.class,
            defaultValue = "fp32",
            description = {
                "How matrices are kept: fp32, int8 or int4. Default: ${DEFAULT-VALUE}.",
                "For int8 and int4 the networks' differences are measured, not judged."
            })
    private WeightFormat weights = WeightFormat.FULL;

    @Option(
            names = "--weight-cache",
            paramLabel = "DIR",
            description = "Where converted weights are kept. Default: the user's cache directory.")
    private @Nullable Path weightCache;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModelOptions defaults = ModelOptions.cpu(threads).withWeights(weights);
        ModelOptions options = weightCache == null ? defaults : defaults.withWeightCache(weightCache);
        ModelOpener opener = (snapshot, tokens) -> LoadedModel.open(snapshot, options, tokens);
        Report report = new Report(line -> {
            out.println(line);
            out.flush();
        });
        for (Path snapshot : snapshots) {
            out.println(snapshot);
            new SnapshotVerification(snapshot, report).run(opener, weights == WeightFormat.FULL);
        }
        out.println(report.summary());
        out.flush();
        return report.failed() == 0 ? 0 : 1;
    }
}
