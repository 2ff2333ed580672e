package dev.recto.system;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Takes spans as OpenTelemetry's collector does: protobuf over HTTP. */
final class Collector implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(3);

    private final HttpServer server;
    private final List<Sent> spans = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** A span, and the process that sent it. */
    record Sent(Resource process, Span span) {
        String name() {
            return span.getName();
        }

        String trace() {
            return hex(span.getTraceId());
        }

        String id() {
            return hex(span.getSpanId());
        }

        String parent() {
            return hex(span.getParentSpanId());
        }

        String service() {
            return value(process.getAttributesList(), "service.name").getStringValue();
        }

        String instance() {
            return value(process.getAttributesList(), "service.instance.id").getStringValue();
        }

        String text(String attribute) {
            return value(span.getAttributesList(), attribute).getStringValue();
        }

        long number(String attribute) {
            return value(span.getAttributesList(), attribute).getIntValue();
        }

        private static AnyValue value(List<KeyValue> attributes, String key) {
            return attributes.stream()
                    .filter(each -> each.getKey().equals(key))
                    .map(KeyValue::getValue)
                    .findFirst()
                    .orElse(AnyValue.getDefaultInstance());
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Headers and address of what came. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    List<Sent> all(Predicate<Sent> wanted) {
        return spans.stream().filter(wanted).toList();
    }

    /** Waits for so many. */
    List<Sent> await(int count, Predicate<Sent> wanted) {
        Awaitility.await().atMost(SOON).until(() -> all(wanted).size() >= count);
        return all(wanted);
    }

    Sent one(Predicate<Sent> wanted) {
        return await(1, wanted).getFirst();
    }

    static Predicate<Sent> named(String name) {
        return sent -> sent.name().equals(name);
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (ResourceSpans process : request.getResourceSpansList()) {
                process.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .forEach(span -> spans.add(new Sent(process.getResource(), span)));
            }
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
