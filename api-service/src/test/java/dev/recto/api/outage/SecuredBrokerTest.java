package dev.recto.api.outage;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every client of the API has what {@code kafka.*} says. */
@QuarkusTest
@TestProfile(ShortWaits.class)
class SecuredBrokerTest {
    private static final String MODEL = "fake/secured";
    private static final Duration LONG = Duration.ofMinutes(2);

    @Inject
    ServedModels models;

    @Inject
    MeterRegistry registry;

    private final Map<String, Object> broker = FakeWorker.broker(ConfigProvider.getConfig());

    @Test
    void aDocumentIsReadAndWhatIsNoReplyIsSetAside() {
        try (FakeWorker worker = new FakeWorker(MODEL, 4, Script.pages(3)).awaitServed(models);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            var _ = producer.send(new ProducerRecord<>(Topics.RESULTS, "key", "no reply"));
            // Whose waits are short may be refused on a busy machine
            await().atMost(LONG).until(() -> read() == 200);

            assertThat(worker.taken()).hasSizeGreaterThanOrEqualTo(3);
            await().atMost(LONG).until(() -> setAside() == 1);
        }
    }

    private static int read() {
        return client().body("{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .contentType("application/json")
                .post("/v1/ocr")
                .statusCode();
    }

    private double setAside() {
        return registry.get("recto.messages.set.aside")
                .tag("reason", "unreadable")
                .counter()
                .count();
    }

    /** Or the tests here would show nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"sasl.jaas.config", "ssl.truststore.location"})
    void whoeverLacksOneOfThemIsNotServed(String without) {
        Map<String, Object> lacking = new HashMap<>(broker);
        lacking.putAll(Map.of("request.timeout.ms", 2_000, "default.api.timeout.ms", 5_000));
        lacking.remove(without);
        assertThatThrownBy(() -> {
                    try (Admin admin = Admin.create(lacking)) {
                        admin.describeCluster().clusterId().get();
                    }
                })
                .isInstanceOfAny(ExecutionException.class, org.apache.kafka.common.KafkaException.class);
    }
}
