package dev.recto.local;

import dev.recto.local.client.OcrResult;
import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        description = {"Reads a PDF, PNG or JPEG file with a running Recto and prints markdown.", ""})
final class OcrCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The document.")
    private Path file;

    @Option(names = "--model", description = "Model id; see GET /v1/models. Default: the service's choice")
    private @Nullable String model;

    @Option(names = "--pages", description = "Pages to read, counted from 0, for example 0,2-4. Default: all")
    private @Nullable String pages;

    @Option(names = "--json", description = "Print the whole answer as JSON.")
    private boolean json;

    @Option(
            names = "--url",
            description = "Address of the service. Default: $RECTO_URL, or the Recto started by ./recto up")
    private @Nullable URI url;

    @Option(names = "--key", description = "API key. Default: $RECTO_API_KEY, or the key of the data directory")
    private @Nullable String key;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RectoException("Can't read " + file);
        }
        try (var progress = Progress.onTerminal();
                var client = new RectoClient(url(), key())) {
            OcrResult result = client.read(file, model, pages, progress);
            progress.close();
            System.out.println(json ? result.json() : result.markdown());
        }
        return 0;
    }

    private URI url() {
        if (url != null) {
            return url;
        }
        return URI.create(environment("RECTO_URL").or(data::url).orElse("http://localhost:8080"));
    }

    private String key() {
        if (key != null) {
            return key;
        }
        return environment("RECTO_API_KEY")
                .or(data::key)
                .orElseThrow(() -> new RectoException("Which API key? Give --key or set RECTO_API_KEY"));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
