package dev.recto.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.tools.bench.BenchReport;
import dev.recto.tools.bench.BenchSettings;
import dev.recto.tools.bench.Benchmark;
import dev.recto.tools.bench.DetectorBenchmark;
import dev.recto.tools.bench.DetectorReport;
import dev.recto.tools.bench.PageShape;
import dev.recto.worker.detector.DetectorConfig;
import dev.recto.worker.graph.ModelOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Measures how fast a snapshot reads pages on this machine.",
            "Pages are noise of one size, prepared before the clock starts; every page yields the same number of tokens.",
            "Seconds of the stages are for a page: all pages' together, over the pages; cpu s are those of all processors.",
            "Needs config.json and the weights only."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final double MILLISECONDS = 1e3;
    private static final String HEADER =
            "in flight  pages  vision s  prompt s  decode s    vision/prompt/decode cpu s  prompt tok/s  first token s  decode tok/s  pages/s   p50 s   p95 s  overhead  busy  RSS GB";
    private static final String ROW =
            "%9d %6d %9.2f %9.2f %9.2f %10.2f %8.2f %8.2f %13.1f %14.2f %13.2f %8.4f %7.2f %7.2f %8.2f%% %4.0f%% %7.2f%n";

    @Parameters(paramLabel = "DIR", description = "Snapshot directory.")
    private Path snapshot = Path.of("");

    @Option(names = "--pages", description = "Pages under the clock. Default: twice as many as are in flight")
    private int pages;

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "1",
            description = "Pages read at once; several numbers, separated by commas, are measured in turn. Default: 1")
    private List<Integer> inFlight = List.of();

    @Option(names = "--new-tokens", defaultValue = "48", description = "Tokens of each page. Default: 48")
    private int newTokens;

    @Option(
            names = "--size",
            defaultValue = "560x784",
            description = "Width and height of a page in pixels, or a4, as it is drawn for the model. Default: 560x784")
    private String size = "";

    @Option(
            names = "--text",
            paramLabel = "TOKENS",
            description = "Pages without a picture, of a prompt of so many tokens: prompts and decoding alone.")
    private @Nullable Integer text;

    @Option(
            names = "--draft-share",
            paramLabel = "SHARE",
            description = {
                "Replaces guesses of the draft layer, which still makes them: from 0 to 1, how many are right.",
                "For each number in flight a page is read before the clock starts, to know what is right."
            })
    private @Nullable Double draftShare;

    @Mixin
    private ModelArguments model = new ModelArguments();

    @Option(names = "--json", description = "Print an object for each number of pages in flight instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (DetectorConfig.isOf(snapshot)) {
            print(out, DetectorBenchmark.run(snapshot, model.options(), pages));
            return 0;
        }
        Benchmark benchmark = new Benchmark(settings());
        for (int i = 0; i < inFlight.size(); i++) {
            BenchReport report = benchmark.run(inFlight.get(i));
            if (json) {
                out.println(new ObjectMapper().writeValueAsString(report));
            } else {
                print(out, report, i == 0);
            }
        }
        return 0;
    }

    private BenchSettings settings() {
        if (newTokens < 2 || pages < 0 || inFlight.stream().anyMatch(count -> count < 1)) {
            throw wrong("--new-tokens must be at least 2, --in-flight at least 1, --pages not negative");
        }
        ModelOptions options = model.options();
        if (draftShare != null && (!(draftShare >= 0 && draftShare <= 1) || options.draftTokens() == 0)) {
            throw wrong("--draft-share is from 0 to 1, and wants --draft-tokens");
        }
        return new BenchSettings(snapshot, options, shape(), pages, newTokens, draftShare);
    }

    private PageShape shape() {
        if (text != null) {
            if (text < 1) {
                throw wrong("--text must be at least 1");
            }
            return new PageShape.Text(text);
        }
        return PageSize.parse(spec, size);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(PrintWriter out, DetectorReport report) throws JsonProcessingException {
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            out.printf(
                    Locale.ROOT,
                    "layout detector, %d threads, %dx%d pixels, loaded in %.1f s; seconds per page: pixels %.3f, network %.3f at least, %.3f"
                            + " in the middle, %.3f of processors; %.3f pages/s, %.2f GB%n",
                    report.threads(),
                    report.width(),
                    report.height(),
                    report.loadS(),
                    report.pixelsS(),
                    report.networkLeastS(),
                    report.networkMedianS(),
                    report.networkCpuS(),
                    report.pagesPerS(),
                    report.peakRssGb());
        }
    }

    private static void print(PrintWriter out, BenchReport report, boolean first) {
        if (first) {
            out.printf(
                    Locale.ROOT,
                    "%s on %s, %s weights, %d threads, %dx%d pixels, %d image tokens, %d new tokens, loaded in %.1f s%n",
                    report.family(),
                    report.provider(),
                    report.dtype(),
                    report.threads(),
                    report.width(),
                    report.height(),
                    report.imageTokens(),
                    report.newTokens(),
                    report.loadS());
            out.println(HEADER);
        }
        out.printf(
                Locale.ROOT,
                ROW,
                report.inFlight(),
                report.pages(),
                report.encodeMs() / MILLISECONDS,
                report.prefillMs() / MILLISECONDS,
                report.decodeMs() / MILLISECONDS,
                report.encodeCpuMs() / MILLISECONDS,
                report.prefillCpuMs() / MILLISECONDS,
                report.decodeCpuMs() / MILLISECONDS,
                report.prefillTokS(),
                report.firstTokenS(),
                report.decodeTokS(),
                report.pagesPerS(),
                report.latencyP50S(),
                report.latencyP95S(),
                100 * report.engineOverhead(),
                100 * report.cpuBusy(),
                report.peakRssGb());
        if (report.draftTokens() > 0) {
            out.printf(
                    Locale.ROOT,
                    "          %d drafts a step, %.0f%% of them accepted, %.2f tokens a step; the draft layer took %.2f s of decoding%n",
                    report.draftTokens(),
                    100 * report.acceptedShare(),
                    report.stepTokens(),
                    report.draftMs() / MILLISECONDS);
        }
    }
}
