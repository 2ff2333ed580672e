package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.local.stack.Child;
import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does with worker processes what KEDA, and the autoscaler that it sets up, do with the pods of a ScaledObject: as many as what is open
 * needs, at once when there are too few, and one less after some looks that found too many.
 */
final class Autoscaler implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int LOOKS_BEFORE_LESS = 3;

    private final LocalStack stack;
    private final HttpRequest question;
    private final int openPerWorker;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Deque<Child> workers = new ArrayDeque<>();
    private int most;
    private int looksWithTooMany;

    Autoscaler(LocalStack stack, String model, int openPerWorker, int most) {
        this.stack = stack;
        this.openPerWorker = openPerWorker;
        this.most = most;
        question = HttpRequest.newBuilder(stack.managementUrl(0).resolve("/q/scaling/" + model))
                .build();
    }

    int workers() {
        return workers.size();
    }

    /** From now on there are no more than so many. */
    void limit(int fewer) {
        most = fewer;
    }

    int open() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(question, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body()).path("open").intValue();
    }

    void look() throws IOException, InterruptedException {
        int wanted = Math.min(most, Math.ceilDiv(open(), openPerWorker));
        if (wanted >= workers.size()) {
            looksWithTooMany = 0;
            start(wanted - workers.size());
        } else if (++looksWithTooMany == LOOKS_BEFORE_LESS) {
            looksWithTooMany = 0;
            stack.endWorker(workers.removeLast(), GRACE);
        }
    }

    private void start(int more) throws InterruptedException {
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = new ArrayList<Future<Child>>();
            for (int i = 0; i < more; i++) {
                starting.add(starters.submit(stack::addWorker));
            }
            for (Future<Child> each : starting) {
                workers.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
