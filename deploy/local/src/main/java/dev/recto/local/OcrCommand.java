package dev.recto.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recto.local.client.DocumentFormat;
import dev.recto.local.client.ReadingOptions;
import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import dev.recto.local.documents.ReaderThreads;
import dev.recto.local.documents.Readings;
import dev.recto.local.documents.Source;
import dev.recto.local.documents.Sources;
import dev.recto.local.terminal.Board;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ocr",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads documents with a running Recto.",
            "",
            "One file is printed. Of several, of folders and of patterns such as",
            "'scans/**/*.pdf' each is written beside its source (a.pdf.md), several are",
            "read at a time, and what has not changed since is not read again, unless",
            "for another model or other pages.",
            ""
        })
final class OcrCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Documents, folders, patterns.")
    private List<String> files = List.of();

    @Option(names = "--model", description = "Model id; see GET /v1/models. Default: the service's choice")
    private @Nullable String model;

    @Option(names = "--pages", description = "Pages to read, counted from 0, for example 0,2-4. Default: all")
    private @Nullable String pages;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "markdown, text or html: the document as one text; docx: the same for a word processor; pdf: the document, searchable (a.pdf.searchable.pdf; neither is ever printed); json: the service's whole answer. Default: markdown")
    private DocumentFormat format = DocumentFormat.MARKDOWN;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--write", description = "Write a single file's text beside it, too.")
    private boolean write;

    @Option(names = "--output", paramLabel = "FOLDER", description = "Write into this folder, not beside the sources.")
    private @Nullable Path output;

    @Option(names = "--again", description = "Read again what was read before.")
    private boolean again;

    @Option(names = "--at-once", paramLabel = "N", description = "Documents under way. Default: ${DEFAULT-VALUE}")
    private int atOnce = 4;

    @Mixin
    private final ServiceOption service = new ServiceOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (atOnce < 1) {
            throw new RectoException("--at-once must be 1 or more");
        }
        List<Source> sources = Sources.of(files);
        try (var board = Board.onTerminal();
                var client = service.connect()) {
            if (isPrinted(sources)) {
                return print(client, sources.getFirst(), board);
            }
            DocumentFormat wanted = format();
            Readings readings = new Readings(
                    (file, out, listener) -> client.read(file, options(), wanted, out, listener),
                    options().words(),
                    wanted.extension(),
                    output,
                    again,
                    atOnce,
                    board);
            return readings.run(sources) ? 0 : 1;
        }
    }

    private boolean isPrinted(List<Source> sources) {
        return !write
                && format().isText()
                && output == null
                && files.size() == 1
                && sources.getFirst().file().equals(Path.of(files.getFirst()));
    }

    private int print(RectoClient client, Source source, Board board) throws IOException, InterruptedException {
        try (var threads = new ReaderThreads(1)) {
            System.out.println(threads.submit(() -> read(client, source, board)).get());
            return 0;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RectoException refusal -> throw refusal;
                case IOException failure -> throw failure;
                // The process was told to end
                case InterruptedException left -> {
                    return 1;
                }
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private String read(RectoClient client, Source source, Board board) throws IOException, InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (var progress = board.begin("")) {
            client.read(source.file(), options(), format(), text, progress);
        }
        return text.toString(UTF_8).stripTrailing();
    }

    private DocumentFormat format() {
        return json ? DocumentFormat.JSON : format;
    }

    private ReadingOptions options() {
        return new ReadingOptions(model, pages, format().showsPictures());
    }
}
