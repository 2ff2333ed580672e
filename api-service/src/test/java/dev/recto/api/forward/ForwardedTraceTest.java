package dev.recto.api.forward;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.forward.docling.DoclingLookAlike;
import dev.recto.api.forward.mistral.TracedUpstreams;
import dev.recto.api.forward.mistral.UpstreamsResource;
import dev.recto.api.tracing.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A document that goes elsewhere is part of the trace here, and nothing of the trace goes with it. */
@QuarkusTest
@TestProfile(TracedUpstreams.class)
@QuarkusTestResource(PartsResource.class)
class ForwardedTraceTest {
    private static final String REQUEST =
            "{\"model\": \"docling/name-that-a-client-made-up\", \"document\": {\"content\": \"JVBERi0xLjcgYmVnaW5z\"}}";

    @Inject
    RecordedSpans spans;

    @BeforeEach
    void forget() {
        spans.forget();
    }

    @Test
    void anUpstreamHearsNothingOfTheTrace() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one", "two")) {
            client().contentType("application/json")
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .body(REQUEST)
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200);

            assertThat(docling.seen().getFirst().headers().keySet())
                    .extracting(name -> name.toLowerCase(Locale.ROOT))
                    .doesNotContain("traceparent", "tracestate", "baggage", "b3");
        }
        SpanData forwarding = forwarding();
        assertThat(forwarding.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(forwarding.getAttributes().get(AttributeKey.stringKey("recto.upstream")))
                .isEqualTo("docling");
        assertThat(forwarding.getAttributes().get(AttributeKey.longKey("recto.document.pages")))
                .isEqualTo(2);
        spans.await(1, span -> span.getName().equals("POST /v1/ocr"));
        assertThat(spans.all())
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.toString())
                        .doesNotContain("name-that-a-client-made-up")
                        .doesNotContain("127.0.0.1")
                        .doesNotContain(UpstreamsResource.DOCLING_KEY));
    }

    @Test
    void whatGoesWrongThereIsSaidByItsCode() {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> DoclingLookAlike.reply(exchange, 500, "{\"detail\": \"secret\"}"));
            client().contentType("application/json").body(REQUEST).post("/v1/ocr");
        }
        SpanData forwarding = forwarding();
        assertThat(forwarding.getStatus()).isEqualTo(StatusData.error());
        assertThat(forwarding.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isNotEmpty();
        assertThat(forwarding.toString()).doesNotContain("secret");
    }

    private SpanData forwarding() {
        return spans.await(1, span -> span.getName().equals("forward document")).getFirst();
    }
}
