package dev.recto.tools.cli;

import dev.recto.tools.bench.ProcessUsage;
import dev.recto.worker.document.DocumentFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./recto bench render}: pages drawn per second of CPU time, beside poppler where it is installed. */
@Command(
        name = "render",
        description = "Draws pages of a text PDF and of a scanned PDF; compares with pdftoppm if it is installed.",
        mixinStandardHelpOptions = true)
public final class BenchRenderCommand implements Callable<Integer> {
    private static final int[] RESOLUTIONS = {200, 300};

    @Option(names = "--pages", defaultValue = "12", description = "Pages of each document (default: ${DEFAULT-VALUE}).")
    private int pages;

    @Option(
            names = "--rounds",
            defaultValue = "4",
            description = "How often each document is drawn and counted (default: ${DEFAULT-VALUE}).")
    private int rounds;

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new BenchRenderCommand())
                .setCommandName("./recto bench render")
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("recto-bench");
        try {
            Path text = folder.resolve("text.pdf");
            Path scan = folder.resolve("scan.pdf");
            BenchDocuments.writeText(text, pages);
            BenchDocuments.writeScan(text, scan);
            System.out.println("| document | dpi | Recto, pages per CPU second | pdftoppm | ratio |");
            System.out.println("| --- | --- | --- | --- | --- |");
            for (Path file : new Path[] {text, scan}) {
                for (int dpi : RESOLUTIONS) {
                    double ours = draw(file, dpi);
                    OptionalDouble theirs = Poppler.draw(file, dpi, pages, rounds);
                    System.out.printf(
                            "| %s | %d | %.2f | %s | %s |%n",
                            file.getFileName(),
                            dpi,
                            ours,
                            theirs.isPresent() ? "%.2f".formatted(theirs.getAsDouble()) : "not installed",
                            theirs.isPresent() ? "%.2f".formatted(ours / theirs.getAsDouble()) : "");
                }
            }
            return 0;
        } finally {
            delete(folder);
        }
    }

    /** Of the whole process, so that compiling and collecting garbage count; the first round warms up and does not. */
    private double draw(Path file, int dpi) throws IOException {
        try (DocumentFile document = DocumentFile.open(file)) {
            long start = 0;
            for (int round = 0; round <= rounds; round++) {
                if (round == 1) {
                    start = ProcessUsage.cpuNanos();
                }
                for (int page = 0; page < document.pages(); page++) {
                    document.page(page).draw(dpi);
                }
            }
            return rounds * document.pages() * 1e9 / (ProcessUsage.cpuNanos() - start);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
