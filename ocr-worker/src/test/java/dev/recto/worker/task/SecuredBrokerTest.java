package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentTask;
import dev.recto.model.ObjectKeys;
import dev.recto.model.Topics;
import dev.recto.model.WorkerReply;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every client of the worker has what {@code kafka.*} says. */
@QuarkusTest
@TestProfile(SecuredBroker.class)
class SecuredBrokerTest {
    @Inject
    KafkaClients clients;

    @Inject
    TopicSetup topics;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String address;

    @Test
    void aTaskIsTakenAndAnswered() throws Exception {
        topics.ensure(List.of("tesseract"), 1);
        UUID job = UUID.randomUUID();
        DocumentTask task = new DocumentTask(
                job, 1, ObjectKeys.source(job, job), 1, Instant.now().plusSeconds(60));
        try (Replies replies = new Replies(clients, json);
                Producer<String, byte[]> producer = clients.producer()) {
            producer.send(new ProducerRecord<>(Topics.DOCUMENTS, job.toString(), json.writeValueAsBytes(task)))
                    .get();
            assertThat(replies.await(WorkerReply.DocumentRefused.class, job).fault())
                    .isEqualTo(DocumentFault.GONE);
        }
    }

    @Test
    void whoeverDoesNotSayWhoHeIsIsRefused() {
        Map<String, Object> nameless =
                Map.of("bootstrap.servers", address, "request.timeout.ms", 2_000, "default.api.timeout.ms", 5_000);
        try (Admin admin = Admin.create(nameless)) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get()).isInstanceOf(ExecutionException.class);
        }
    }
}
