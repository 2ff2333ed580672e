package dev.recto.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Talks to one service with one key. */
public final class RectoClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    private final Exchanges service;

    public RectoClient(URI url, String key) {
        service = new Exchanges(url, key);
    }

    /** Sends a file, has it read, removes it from the service again, and returns the answer. An interrupt ends the reading. */
    public OcrResult read(Path file, @Nullable String model, @Nullable String pages, ReadingListener listener)
            throws IOException, InterruptedException {
        return read(file, new ReadingOptions(model, pages, false), listener, this::result);
    }

    /** The same with the document written in a format. */
    public void read(
            Path file, ReadingOptions options, DocumentFormat format, OutputStream out, ReadingListener listener)
            throws IOException, InterruptedException {
        read(file, options, listener, job -> {
            write(job, format, out);
            return out;
        });
    }

    /** What is made of a job that has read its document. */
    private interface Taking<T> {
        T take(String job) throws IOException, InterruptedException;
    }

    private <T> T read(Path file, ReadingOptions options, ReadingListener listener, Taking<T> taking)
            throws IOException, InterruptedException {
        String id = upload(file, listener);
        try {
            String job = startReading(id, options);
            try {
                awaitEnd(job, listener);
                return taking.take(job);
            } catch (InterruptedException stop) {
                cancel(job);
                throw stop;
            }
        } finally {
            deleteFile(id);
        }
    }

    /** Writes the document of a job that has read it. */
    public void write(String job, DocumentFormat format, OutputStream out) throws IOException, InterruptedException {
        if (format == DocumentFormat.JSON) {
            out.write((result(job).json() + "\n").getBytes(UTF_8));
        } else {
            String wanted = format.name().toLowerCase(Locale.ROOT);
            service.send(service.request("/v1/ocr/jobs/" + job + "/document?format=" + wanted), out);
        }
    }

    private void cancel(String job) throws IOException, InterruptedException {
        service.send(service.request("/v1/ocr/jobs/" + job).DELETE());
    }

    private void deleteFile(String id) throws IOException, InterruptedException {
        service.send(service.request("/v1/files/" + id).DELETE());
    }

    /** Stores a file and returns its id. */
    public String upload(Path file, ReadingListener listener) throws IOException, InterruptedException {
        return new FileUpload(service).send(file, listener);
    }

    /** Returns the id of the job that reads a stored file. */
    public String startReading(String file, @Nullable String model, @Nullable String pages)
            throws IOException, InterruptedException {
        return startReading(file, new ReadingOptions(model, pages, false));
    }

    private String startReading(String file, ReadingOptions options) throws IOException, InterruptedException {
        return service.send(service.request("/v1/files/" + file + "/ocr")
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .POST(BodyPublishers.ofString(options.json())))
                .path("id")
                .asText();
    }

    /** Waits for a job's end. */
    public OcrResult await(String job, ReadingListener listener) throws IOException, InterruptedException {
        awaitEnd(job, listener);
        return result(job);
    }

    private void awaitEnd(String job, ReadingListener listener) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            JsonNode state = progress(job);
            switch (state.path("status").asText()) {
                case "completed" -> {
                    return;
                }
                case "failed", "cancelled" ->
                    throw new RectoException(Exchanges.message(state, "The job was cancelled"));
                default ->
                    listener.reading(
                            state.path("pages_done").asInt(),
                            state.path("pages_total").asInt(),
                            (System.nanoTime() - began) / 1_000_000_000);
            }
            Thread.sleep(POLL);
        }
    }

    private OcrResult result(String job) throws IOException, InterruptedException {
        return new OcrResult(job(job).path("result"));
    }

    /** The job with all that was read. */
    public JsonNode job(String id) throws IOException, InterruptedException {
        return service.send(service.request("/v1/ocr/jobs/" + id));
    }

    /** The job without what was read. */
    public JsonNode progress(String id) throws IOException, InterruptedException {
        return service.send(service.request("/v1/ocr/jobs/" + id + "?view=progress"));
    }

    /** Makes a key. */
    public ApiKey createKey(NewApiKey wished) throws IOException, InterruptedException {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("name", wished.name());
        if (!wished.scopes().isEmpty()) {
            wished.scopes().forEach(wanted.putArray("scopes")::add);
        }
        if (wished.expiresIn() != null) {
            wanted.put("expires_in", wished.expiresIn().toSeconds());
        }
        if (wished.organisation() != null) {
            wanted.put("organisation", wished.organisation());
        }
        return ApiKey.of(service.send(service.request("/v1/keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wanted.toString()))));
    }

    /**
     * The organisation's keys.
     *
     * @param revoked whether those that were revoked are among them
     */
    public List<ApiKey> keys(boolean revoked) throws IOException, InterruptedException {
        return service.send(service.request("/v1/keys?revoked=" + revoked))
                .path("data")
                .valueStream()
                .map(ApiKey::of)
                .toList();
    }

    public void revokeKey(UUID id) throws IOException, InterruptedException {
        service.send(service.request("/v1/keys/" + id).DELETE());
    }

    /**
     * POSTs JSON and returns the response as it came, whatever its status.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                service.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return service.answer(request);
    }

    /** The response as it comes, whatever its status. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return service.answer(service.request(path));
    }

    @Override
    public void close() {
        service.close();
    }
}
