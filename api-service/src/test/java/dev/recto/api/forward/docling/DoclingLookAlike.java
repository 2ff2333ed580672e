package dev.recto.api.forward.docling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.recto.api.forward.mistral.UpstreamsResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Answers like docling-serve, at its port, where every document has the pages that the test says. */
public final class DoclingLookAlike implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request as it came. */
    public record Seen(String path, Map<String, List<String>> headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public interface Handler {
        void handle(Seen request, HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Handler handler;

    /** @param pages their markdown, empty for an empty page */
    public DoclingLookAlike(String... pages) {
        this.handler = converting(pages);
        try {
            URI url = URI.create(ConfigProvider.getConfig().getValue("recto.upstreams.docling.base-url", String.class));
            server = HttpServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    public DoclingLookAlike answering(Handler other) {
        handler = other;
        return this;
    }

    /** Requests in the order in which they came. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Most requests at a time. */
    int most() {
        return most.get();
    }

    public static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Handler converting(String... pages) {
        return (request, exchange) -> {
            if (!List.of(UpstreamsResource.DOCLING_KEY).equals(request.headers().get("X-api-key"))) {
                reply(exchange, 401, "{\"detail\": \"Invalid API Key\"}");
            } else {
                reply(exchange, 200, converted(request.json().path("options"), pages));
            }
        };
    }

    /** As docling does: one break between two pages with text, whatever empty pages are in between. */
    private static String converted(JsonNode options, String... pages) {
        JsonNode range = options.path("page_range");
        int first = range.path(0).asInt(1);
        int last = Math.min(range.path(1).asInt(pages.length), pages.length);
        List<String> texts = new ArrayList<>();
        ObjectNode answer = JSON.createObjectNode().put("status", "success");
        ObjectNode content = answer.putObject("document").putObject("json_content");
        ObjectNode sizes = content.putObject("pages");
        ArrayNode items = content.putArray("texts");
        items.addObject()
                .put("content_layer", "furniture")
                .putArray("prov")
                .addObject()
                .put("page_no", first);
        for (int page = first; page <= last; page++) {
            sizes.putObject(Integer.toString(page))
                    .putObject("size")
                    .put("width", 595.3)
                    .put("height", 841.9);
            if (!pages[page - 1].isEmpty()) {
                texts.add(pages[page - 1]);
                items.addObject()
                        .put("content_layer", "body")
                        .putArray("prov")
                        .addObject()
                        .put("page_no", page);
            }
        }
        String pageBreak = "\n\n" + options.path("md_page_break_placeholder").asText() + "\n\n";
        ((ObjectNode) answer.path("document")).put("md_content", String.join(pageBreak, texts));
        return answer.toString();
    }

    private void take(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            Seen request = new Seen(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            // Before it is seen: whoever waits for that has the next ones answered otherwise
            Handler answering = handler;
            seen.add(request);
            answering.handle(request, exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
