package dev.recto.worker.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.CropStore;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.specimen.Specimen;
import dev.recto.worker.specimen.Specimens;
import dev.recto.worker.specimen.WordError;
import dev.recto.worker.tesseract.DefaultTesseract;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./recto bench reading}: wrong words and CPU time of pages of every kind. */
@Command(
        name = "reading",
        description = "Reads pages of our own making with Tesseract, by what makes them hard.",
        mixinStandardHelpOptions = true)
public final class BenchReadingCommand implements Callable<Integer> {
    @Option(names = "--pages", defaultValue = "3", description = "Pages of each kind (default: ${DEFAULT-VALUE}).")
    private int pages;

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new BenchReadingCommand())
                .setCommandName("./recto bench reading")
                .execute(arguments));
    }

    private static final class Sum {
        private double error;
        private long nanoseconds;
    }

    @Override
    public Integer call() {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, Sum> sums = new LinkedHashMap<>();
        try (PageReader reader = DefaultTesseract.open()) {
            for (int seed = 1; seed <= pages; seed++) {
                for (Specimen specimen : Specimens.of(seed)) {
                    long start = process.getProcessCpuTime();
                    String markdown = read(reader, specimen);
                    Sum sum = sums.computeIfAbsent(specimen.name(), name -> new Sum());
                    sum.nanoseconds += process.getProcessCpuTime() - start;
                    sum.error += WordError.of(specimen.truth(), markdown);
                }
            }
        }
        System.out.println("| page | wrong words, % | CPU seconds |");
        System.out.println("| --- | --- | --- |");
        sums.forEach((name, sum) -> row(name, sum.error / pages, sum.nanoseconds / 1e9 / pages));
        row(
                "all",
                sums.values().stream().mapToDouble(sum -> sum.error).sum() / pages / sums.size(),
                sums.values().stream().mapToLong(sum -> sum.nanoseconds).sum() / 1e9 / pages / sums.size());
        return 0;
    }

    private static String read(PageReader reader, Specimen specimen) {
        CropStore none = (raster, pictures) -> CompletableFuture.completedStage(null);
        return reader.read(new PageRequest(
                        ReadOptions.DEFAULT, specimen.page(), new Cancellation(), none, Instant.MAX, Activity.NONE))
                .toCompletableFuture()
                .join()
                .markdown();
    }

    private static void row(String name, double error, double seconds) {
        System.out.printf("| %s | %.2f | %.2f |%n", name, 100 * error, seconds);
    }
}
