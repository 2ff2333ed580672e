package dev.recto.local.bench;

import dev.recto.local.client.RectoClient;
import dev.recto.local.client.RectoException;
import dev.recto.local.stack.CpuTime;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One-page documents through API, Kafka, worker, Kafka and API again, read by an engine that does nothing. */
public record PlatformBench(LocalStack stack, List<Integer> inFlight, Duration warmUp, Duration time, PrintStream out) {
    /** Property of the worker that makes it offer {@link #MODEL}. */
    public static final String ENABLED = "recto.worker.none.enabled";

    public static final String MODEL = "none";
    private static final int WARM_UP_IN_FLIGHT = 16;

    public void run() throws InterruptedException, ExecutionException, IOException {
        String document = Base64.getEncoder().encodeToString(TextPdf.of(1, page -> "A page for nobody"));
        String body = "{\"model\":\"%s\",\"document\":{\"document_content\":\"%s\"}}".formatted(MODEL, document);
        try (var client = new RectoClient(stack.url(0), stack.key())) {
            var load = new Load(() -> read(client, body));
            int warmed = load.run(WARM_UP_IN_FLIGHT, warmUp).nanos().length;
            out.printf(
                    "Warmed up for %d s with %d pages, %d in flight; then %d s per line%n",
                    warmUp.toSeconds(), warmed, WARM_UP_IN_FLIGHT, time.toSeconds());
            out.println(
                    "in flight   pages/s    p50 ms    p95 ms    p99 ms   CPU ms per page: API  worker  Kafka   S3  PostgreSQL  this load");
            for (int concurrency : inFlight) {
                measure(load, concurrency);
            }
        }
    }

    private void measure(Load load, int concurrency) throws InterruptedException, ExecutionException, IOException {
        CpuTime before = stack.cpuTime();
        Duration ownBefore = ownCpuTime();
        Latencies latencies = load.run(concurrency, time);
        CpuTime used = stack.cpuTime().since(before);
        Duration own = ownCpuTime().minus(ownBefore);
        int pages = latencies.nanos().length;
        out.printf(
                "%9d %9.1f %9.1f %9.1f %9.1f %22.1f %7.1f %6.1f %4.1f %11.1f %10.1f%n",
                concurrency,
                latencies.perSecond(),
                latencies.percentile(0.50),
                latencies.percentile(0.95),
                latencies.percentile(0.99),
                perPage(used.apis(), pages),
                perPage(used.workers(), pages),
                perPage(used.kafka(), pages),
                perPage(used.s3(), pages),
                perPage(used.postgres(), pages),
                perPage(own, pages));
    }

    private static Duration ownCpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double perPage(Duration used, int pages) {
        return used.toNanos() / 1e6 / pages;
    }

    private static int read(RectoClient client, String body) throws IOException, InterruptedException {
        var response = client.post("/v1/ocr", body);
        if (response.statusCode() != 200) {
            throw new RectoException("The service answered " + response.statusCode() + ": " + response.body());
        }
        return response.statusCode();
    }
}
