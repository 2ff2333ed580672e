package dev.recto.local.bench;

import dev.recto.local.client.RectoException;
import dev.recto.local.stack.CpuTime;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one API process needs for requests that wait for a worker which is not there yet. */
public record WaitingBench(LocalStack stack, int requests, Duration time, PrintStream out) {
    private static final Pattern WAITING =
            Pattern.compile("(?m)^recto_jobs\\{lane=\"interactive\",state=\"accepted\"} (\\S+)$");
    private static final int MOST_AT_ONCE = 100;

    private static final int LOOK_MILLIS = 250;

    /** So many may wait, though no worker is there, and none of them long enough to be sent away. */
    public static Map<String, String> settings(int requests) {
        return Map.of(
                PlatformBench.ENABLED,
                "true",
                "recto.models.on-demand",
                PlatformBench.MODEL,
                "recto.limits.concurrent-requests",
                Integer.toString(requests),
                "recto.ocr.wait-time",
                "30m");
    }

    public void run() throws IOException, InterruptedException, ExecutionException {
        try (var document = DocumentRequest.to(stack);
                var memory = new ResidentMemory(stack.api(0).pid());
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            long before = memory.megabytes();
            List<Future<Integer>> answers = new ArrayList<>();
            while (answers.size() < requests) {
                // More and more at a time: the process has only just started
                int step = Math.min(MOST_AT_ONCE, answers.size() + 1);
                for (int some = 0; some < step && answers.size() < requests; some++) {
                    answers.add(senders.submit(document::send));
                }
                awaitWaiting(answers.size());
            }
            CpuTime began = stack.cpuTime();
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            CpuTime used = stack.cpuTime().since(began);
            long waiting = memory.megabytes();
            stack.addWorker();
            long served = System.nanoTime();
            for (Future<Integer> answer : answers) {
                if (answer.get() != 200) {
                    throw new RectoException("A request that waited was answered " + answer.get());
                }
            }
            out.println(
                    "requests   API MB before   waiting    peak   CPU ms per second: API  PostgreSQL   answered within s");
            out.printf(
                    "%8d %15d %9d %7d %24.1f %11.1f %19.1f%n",
                    requests,
                    before,
                    waiting,
                    memory.peak(),
                    perSecond(used.apis()),
                    perSecond(used.postgres()),
                    (System.nanoTime() - served) / 1e9);
        }
    }

    private double perSecond(Duration used) {
        return used.toNanos() / 1e6 / time.toSeconds();
    }

    private void awaitWaiting(int sent) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest scrape = HttpRequest.newBuilder(stack.managementUrl(0).resolve("/q/metrics"))
                    .build();
            while (true) {
                Matcher gauge = WAITING.matcher(
                        http.send(scrape, HttpResponse.BodyHandlers.ofString()).body());
                if (gauge.find() && Double.parseDouble(gauge.group(1)) >= sent) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }
}
