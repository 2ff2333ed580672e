package dev.recto.local;

import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is printed last, when everything is ready: where, with which key, and a line to paste. */
record Greeting(LocalStack stack, Installation installation) {
    void print(PrintStream out) throws IOException {
        out.println();
        out.println("Recto is ready at " + stack.url(0));
        out.println("API key: " + stack.key());
        out.println(curl());
        out.flush();
    }

    private String curl() throws IOException {
        return ("printf '{\"document\":{\"document_content\":\"%%s\"}}' \"$(base64 < %s | tr -d '\\n')\""
                        + " | curl -s %s/v1/ocr -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d @-")
                .formatted(sample(), stack.url(0), stack.key());
    }

    private String sample() throws IOException {
        Path samples = installation.home().resolve("docs/samples");
        if (!Files.isDirectory(samples)) {
            return "FILE.pdf";
        }
        try (var files = Files.list(samples)) {
            return files.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .map(Path::toString)
                    .findFirst()
                    .orElse("FILE.pdf");
        }
    }
}
