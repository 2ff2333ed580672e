package dev.recto.local;

import dev.recto.local.client.OcrResult;
import dev.recto.local.client.RectoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ocr",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Reads a PDF or a picture with a running Recto and prints markdown.", ""})
final class OcrCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file;

    @Option(names = "--model", description = "Model id; see GET /v1/models. Default: the service's choice")
    private @Nullable String model;

    @Option(names = "--pages", description = "Pages to read, counted from 0, for example 0,2-4. Default: all")
    private @Nullable String pages;

    @Option(names = "--json", description = "Print the whole answer as JSON.")
    private boolean json;

    @Mixin
    private final ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RectoException("Can't read " + file);
        }
        try (var progress = Progress.onTerminal();
                var client = service.connect()) {
            OcrResult result = client.read(file, model, pages, progress);
            progress.close();
            System.out.println(json ? result.json() : result.markdown());
        }
        return 0;
    }
}
