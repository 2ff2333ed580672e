package dev.recto.api.tracing;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.tracing.Tracing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** As long as nobody asks for it. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class TracingOffTest {
    private static final String MODEL = "fake/untraced";

    @Inject
    Tracing tracing;

    @Inject
    TracingConfig config;

    @Inject
    ServedModels models;

    @Inject
    Database database;

    @Test
    void theDefaultsAreThoseThatAreDocumented() {
        assertThat(config.enabled()).isFalse();
        assertThat(config.endpoint()).isEqualTo(URI.create("http://localhost:4318"));
        assertThat(config.sampleRatio()).isEqualTo(1);
        assertThat(config.trustCallers()).isFalse();
        assertThat(config.headers()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.queue()).isEqualTo(2048);
    }

    @Test
    void nothingIsMadeOrKept() {
        assertThat(tracing).isSameAs(Tracing.off());
        try (FakeWorker worker = new FakeWorker(MODEL, 4, Script.pages(1)).awaitServed(models)) {
            String job = client().contentType("application/json")
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .body("{\"model\": \"fake/untraced\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200)
                    .extract()
                    .header("X-Recto-Job");
            assertThat(database.run("select trace_parent from job where id = $1", Tuple.of(UUID.fromString(job)))
                            .iterator()
                            .next()
                            .getString("trace_parent"))
                    .isNull();
            assertThat(worker.taken()).hasSize(1);
        }
    }
}
