package dev.recto.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.system.chaos.Client.Request;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends one document after another, each to any API, and repeats what was not answered with the same key until it is. Now and
 * then it loses patience after the first try.
 */
final class Sender implements Callable<List<Sent>> {
    private static final String MODEL = "tesseract";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofMinutes(6);
    /** One document of so many is given up after its first try. */
    private static final int IMPATIENCE = 8;

    private final Client client;
    private final List<URI> apis;
    private final AtomicInteger numbers;
    private final Random random;
    private final BooleanSupplier goesOn;

    /** @param numbers gives every document of all senders a number of its own */
    Sender(Client client, List<URI> apis, AtomicInteger numbers, Random random, BooleanSupplier goesOn) {
        this.client = client;
        this.apis = apis;
        this.numbers = numbers;
        this.random = random;
        this.goesOn = goesOn;
    }

    @Override
    public List<Sent> call() {
        var sent = new ArrayList<Sent>();
        while (goesOn.getAsBoolean()) {
            var document = new NumberedDocument(numbers.getAndIncrement());
            boolean patient = random.nextInt(IMPATIENCE) > 0;
            sent.add(
                    switch (random.nextInt(3)) {
                        case 0 -> waiting(document, patient);
                        case 1 -> later(document, "later", "/v1/ocr", inline(document), patient);
                        default -> stored(document, patient);
                    });
        }
        return sent;
    }

    private static String inline(NumberedDocument document) {
        return Client.inline(MODEL, document.bytes());
    }

    private Sent waiting(NumberedDocument document, boolean patient) {
        Request read = Client.post("/v1/ocr", UUID.randomUUID().toString(), true, inline(document));
        Answer answer = send("read", read, patient);
        return answer.succeeded()
                ? new Sent(document.number(), "waiting", answer.job(), false, check(document, answer.body()))
                : unanswered(document, "waiting", answer, patient);
    }

    private Sent later(NumberedDocument document, String way, String path, String body, boolean patient) {
        String key = UUID.randomUUID().toString();
        Answer accepted = send("accept", Client.post(path, key, false, body), patient);
        if (!accepted.succeeded()) {
            return unanswered(document, way, accepted, patient);
        }
        String job = accepted.job();
        String problem = ended(document, job);
        if (problem.isEmpty()) {
            Answer again = send("repeat", Client.post(path, key, true, body), true);
            problem = again.job().equals(job)
                    ? check(document, again.body())
                    : "repeated: " + again.outcome() + " of job " + again.job();
        }
        return new Sent(document.number(), way, job, false, problem);
    }

    private Sent stored(NumberedDocument document, boolean patient) {
        Answer uploaded = send("upload", Client.upload(UUID.randomUUID().toString(), document.bytes()), patient);
        if (!uploaded.succeeded()) {
            return unanswered(document, "stored", uploaded, patient);
        }
        String file = "/v1/files/" + uploaded.body().path("id").asText();
        Sent sent = later(document, "stored", file + "/ocr", "{\"model\":\"" + MODEL + "\"}", patient);
        if (!sent.lost() && !sent.isWrong()) {
            send("delete", Client.delete(file), true);
        }
        return sent;
    }

    /** Waits for the job's end and says what is wrong with it. */
    private String ended(NumberedDocument document, String job) {
        String path = "/v1/ocr/jobs/" + job;
        long giveUp = System.nanoTime() + GIVE_UP.toNanos();
        while (System.nanoTime() < giveUp) {
            Answer progress = send("progress", Client.get(path + "?view=progress"), true);
            switch (progress.body().path("status").asText()) {
                case "completed" -> {
                    return check(
                            document, send("job", Client.get(path), true).body().path("result"));
                }
                case "failed", "cancelled" -> {
                    return "ended: " + progress.body();
                }
                default -> LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return "not ended";
    }

    private static String check(NumberedDocument document, JsonNode answer) {
        List<String> found = NumberedDocument.found(answer);
        return found.equals(document.expected())
                ? ""
                : "read " + answer.path("pages").findValuesAsText("markdown") + " instead of " + document.expected();
    }

    private static Sent unanswered(NumberedDocument document, String way, Answer answer, boolean patient) {
        boolean lost = !patient && !answer.isRefused();
        return new Sent(document.number(), way, answer.job(), lost, lost ? "" : answer.outcome());
    }

    private Answer send(String operation, Request request, boolean patient) {
        long giveUp = System.nanoTime() + GIVE_UP.toNanos();
        while (true) {
            Answer answer = client.send(operation, apis.get(random.nextInt(apis.size())), request);
            if (answer.succeeded() || answer.isRefused() || !patient || System.nanoTime() > giveUp) {
                return answer;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
