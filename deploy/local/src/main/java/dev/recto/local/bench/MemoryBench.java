package dev.recto.local.bench;

import dev.recto.local.client.ReadingListener;
import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Resident memory of API and worker before, at the peak of and after documents of growing length. */
public record MemoryBench(LocalStack stack, String model, List<Integer> pageCounts, PrintStream out) {
    private static final int SETTLE_SECONDS = 5;

    public void run(ReadingListener listener) throws IOException, InterruptedException {
        out.println("    pages   seconds   API before    peak   after   worker before    peak   after   (MB)");
        try (var client = new RectoClient(stack.url(0), stack.key())) {
            for (int pages : pageCounts) {
                measure(client, pages, listener);
            }
        }
    }

    private void measure(RectoClient client, int pages, ReadingListener listener)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("recto-", ".pdf");
        try (var api = new ResidentMemory(stack.api(0).pid());
                var worker = new ResidentMemory(stack.worker(0).pid())) {
            Files.write(file, TextPdf.of(pages, page -> "This is page " + page + " of a long document"));
            long apiBefore = api.megabytes();
            long workerBefore = worker.megabytes();
            long began = System.nanoTime();
            int read = client.read(file, model, null, listener).pages();
            if (read != pages) {
                throw new RectoException("%d pages came back, not %d".formatted(read, pages));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            out.printf(
                    "%9d %9.1f %12d %7d %7d %15d %7d %7d%n",
                    pages,
                    seconds,
                    apiBefore,
                    api.peak(),
                    api.megabytes(),
                    workerBefore,
                    worker.peak(),
                    worker.megabytes());
        } finally {
            Files.delete(file);
        }
    }
}
