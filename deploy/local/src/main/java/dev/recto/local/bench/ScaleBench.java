package dev.recto.local.bench;

import dev.recto.local.client.ReadingListener;
import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What a page costs with few and many workers, and with few and many pages waiting: documents of one page while none waits, pages of long
 * documents else.
 */
public record ScaleBench(
        int workers, int pagesPerSecond, List<Integer> waiting, Duration warmUp, Duration time, PrintStream out) {
    public static final String HEADER = Usage.HEADER;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    /** One process of workers after the other: their starting together would be all that is measured on a small machine. */
    public void start(LocalStack stack) throws IOException, InterruptedException {
        stack.start();
        for (int process = 1; process < fleet().processes(); process++) {
            stack.addWorker();
        }
    }

    public Map<String, String> settings() {
        return fleet().settings();
    }

    private Fleet fleet() {
        return new Fleet(workers, pagesPerSecond);
    }

    public void run(LocalStack stack, ReadingListener listener)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        try (var tables = new QueueTables(stack)) {
            Usage documents = readDocuments(stack, tables);
            sleep(SETTLING);
            Usage idle = measure(stack, tables);
            out.println(idle.perSecond(workers));
            if (waiting.contains(0)) {
                out.println(documents.perPage(workers, 0, idle));
            }
            UUID original = readOnePageOfMany(stack, listener);
            for (int pages : waiting) {
                if (pages > 0) {
                    tables.fill(original, pages);
                    sleep(fleet().pageTime().plus(SETTLING));
                    out.println(measure(stack, tables).perPage(workers, pages, idle));
                }
            }
        }
    }

    private Usage readDocuments(LocalStack stack, QueueTables tables)
            throws IOException, InterruptedException, ExecutionException, SQLException {
        Duration before = warmUp.plus(fleet().pageTime());
        try (var document = DocumentRequest.to(stack);
                var sender = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = sender.submit(() -> new Load(() -> read(document))
                    .run(fleet().documentsInFlight(), before.plus(time).plus(SETTLING)));
            sleep(before);
            Usage used = measure(stack, tables);
            load.get();
            return used;
        }
    }

    private static int read(DocumentRequest document) throws IOException, InterruptedException {
        int status = document.send();
        if (status != 200) {
            throw new RectoException("The service answered " + status);
        }
        return status;
    }

    /** The job is left, to be copied. */
    private static UUID readOnePageOfMany(LocalStack stack, ReadingListener listener)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("recto-", ".pdf");
        try (var client = new RectoClient(stack.url(0), stack.key())) {
            Files.write(file, TextPdf.of(QueueTables.PAGES_OF_A_JOB, page -> "Page " + page + " for nobody"));
            String job = client.startReading(client.upload(file, listener), PlatformBench.MODEL, "0");
            client.await(job, listener);
            return UUID.fromString(job);
        } finally {
            Files.delete(file);
        }
    }

    private Usage measure(LocalStack stack, QueueTables tables) throws IOException, InterruptedException, SQLException {
        Usage before = usage(stack, tables);
        sleep(time);
        return usage(stack, tables).since(before);
    }

    private static Usage usage(LocalStack stack, QueueTables tables)
            throws IOException, InterruptedException, SQLException {
        Metrics metrics = Metrics.of(stack);
        return new Usage(
                System.nanoTime(),
                (long) metrics.value("recto_page_attempts_total{model=\"none\",outcome=\"read\"}"),
                stack.cpuTime(),
                tables.statements(),
                tables.walBytes(),
                KafkaLog.of(stack).bytes(),
                metrics.histogram("recto_queue_claim_seconds", "topic=\"recto.pages.none\""));
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
