package dev.recto.tools.cli;

import dev.recto.tools.verify.DetectorVerification;
import dev.recto.tools.verify.ModelOpener;
import dev.recto.tools.verify.Report;
import dev.recto.tools.verify.SelfVerification;
import dev.recto.tools.verify.SnapshotVerification;
import dev.recto.worker.detector.DetectorConfig;
import dev.recto.worker.engine.LoadedModel;
import dev.recto.worker.graph.ModelOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Compares every stage of models with the reference outputs in the golden/ folder of their snapshots.",
            "Prints a line per check; exits with 0 only if none failed.",
            "fp32 is held to the reference; bf16, fp16 and int8, of weights or cache, to a budget of errors; int4 is measured."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Snapshot directories that contain golden/.")
    private List<Path> snapshots = List.of();

    @Option(
            names = "--against-itself",
            description = {
                "Compares with the same snapshot in fp32, over a page of noise, in place of reference outputs.",
                "Needs config.json and the weights only."
            })
    private boolean againstItself;

    @Option(
            names = "--size",
            defaultValue = "280x392",
            description = "Width and height of that page in pixels, or a4. Default: 280x392")
    private String size = "";

    @Mixin
    private ModelArguments model = new ModelArguments();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ModelOptions options = model.options();
        ModelOpener opener = (snapshot, tokens) -> LoadedModel.open(snapshot, options, tokens);
        Report report = new Report(out::println);
        for (Path snapshot : snapshots) {
            out.println(snapshot);
            if (DetectorConfig.isOf(snapshot)) {
                DetectorVerification detector = new DetectorVerification(snapshot, report);
                if (againstItself) {
                    detector.runAgainstItself(options);
                } else {
                    detector.run(options);
                }
            } else if (againstItself) {
                new SelfVerification(snapshot, report).run(options, PageSize.parse(spec, size));
            } else {
                new SnapshotVerification(snapshot, report)
                        .run(opener, options.precision(), options.format().cache());
            }
        }
        out.println(report.summary());
        return report.failed() == 0 ? 0 : 1;
    }
}
