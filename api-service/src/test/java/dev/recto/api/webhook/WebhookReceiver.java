package dev.recto.api.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;

/** A client's receiver of webhooks. */
public final class WebhookReceiver implements AutoCloseable {
    /** Instead of a status: the connection is closed without one. */
    public static final int DROP = -1;

    /** Instead of a status: there is none until the receiver is closed. */
    public static final int HANG = -2;

    private static final Duration LONG = Duration.ofMinutes(1);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();

    /** What came, with the headers that it was signed by. */
    public record Received(String path, String id, String timestamp, List<String> signatures, String body) {
        /** As a receiver would, by the specification alone. */
        public boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
                String content = id + "." + timestamp + "." + body;
                byte[] digest = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
                return signatures.contains("v1," + Base64.getEncoder().encodeToString(digest));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    public WebhookReceiver(String address) throws IOException {
        server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** An address of its own, whose first messages are answered so; later ones with 200. */
    public String url(Integer... statuses) {
        String path = "/" + UUID.randomUUID();
        answers.put(path, new ConcurrentLinkedQueue<>(List.of(statuses)));
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    public List<Received> at(String url) {
        return received.stream().filter(each -> url.endsWith(each.path())).toList();
    }

    /** So many messages, when there are as many. */
    public List<Received> await(String url, int messages) {
        Awaitility.await().atMost(LONG).until(() -> at(url).size() >= messages);
        return at(url);
    }

    public int hanging() {
        return hanging.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    path,
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    Stream.of(header(exchange, "webhook-signature").split(" ")).toList(),
                    body));
            Integer status =
                    answers.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
            answer(exchange, status == null ? 200 : status);
        }
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        if (status == HANG) {
            hanging.incrementAndGet();
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (status != DROP) {
            exchange.getResponseHeaders().add("Location", url());
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write("thank you".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
