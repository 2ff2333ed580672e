package dev.recto.worker.task;

import dev.recto.model.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Sees to the topics and the group that the worker needs; what is there already stays as it is. */
@ApplicationScoped
class TopicSetup {
    private static final String MAX_MESSAGE_BYTES = String.valueOf(8 << 20);

    private final KafkaClients clients;
    private final WorkerConfig config;

    TopicSetup(KafkaClients clients, WorkerConfig config) {
        this.clients = clients;
        this.config = config;
    }

    void ensure(Collection<String> models) throws ExecutionException, InterruptedException {
        List<String> names = new ArrayList<>(List.of(Topics.DOCUMENTS, Topics.RESULTS, Topics.WORKERS, Topics.CANCEL));
        models.forEach(model -> names.add(Topics.pages(model)));
        try (Admin admin = clients.admin()) {
            for (KafkaFuture<Void> created : admin.createTopics(
                            names.stream().map(this::topic).toList())
                    .values()
                    .values()) {
                awaitUnlessExists(created);
            }
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.GROUP, Topics.WORKER_GROUP),
                            List.of(
                                    set("share.auto.offset.reset", "earliest"),
                                    set(
                                            "share.record.lock.duration.ms",
                                            String.valueOf(config.lock().toMillis())))))
                    .all()
                    .get();
        }
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, config.partitions(), config.replication())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_MESSAGE_BYTES));
    }

    private static void awaitUnlessExists(KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
