package dev.recto.local;

import dev.recto.local.stack.Installation;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** What is printed last, when everything is ready: where, with which key, and a line to paste. */
record Greeting(LocalStack stack, Installation installation) {
    void print(PrintStream out) throws IOException {
        out.println("Health and metrics at %1$s/q/health and %1$s/q/metrics".formatted(stack.managementUrl(0)));
        out.println();
        out.println("The page, signed in, once: " + stack.signInLink());
        out.println("Recto is ready at " + stack.url(0));
        out.println("API key: " + stack.key());
        out.println("curl -s %s/v1/ocr -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d @%s"
                .formatted(stack.url(0), stack.key(), example()));
        out.flush();
    }

    /** A request that holds the sample document, in a file because it is long. */
    private Path example() throws IOException {
        byte[] sample = Files.readAllBytes(installation.home().resolve("docs/samples/report.pdf"));
        return Files.writeString(
                stack.data().resolve("example.json"),
                "{\"document\":{\"document_content\":\"" + Base64.getEncoder().encodeToString(sample) + "\"}}\n");
    }
}
