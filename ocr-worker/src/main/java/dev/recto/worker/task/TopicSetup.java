package dev.recto.worker.task;

import dev.recto.kafka.TopicProvisioner;
import dev.recto.kafka.TopicSettings;
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
import org.apache.kafka.common.config.ConfigResource;

/** Sees to the topics and the group that the worker needs. */
@ApplicationScoped
class TopicSetup {
    private final KafkaClients clients;
    private final WorkerConfig config;
    private final TopicProvisioner provisioner;

    TopicSetup(KafkaClients clients, WorkerConfig config, KafkaConfig kafka) {
        this.clients = clients;
        this.config = config;
        this.provisioner = new TopicProvisioner(TopicSettings.of(kafka));
    }

    void ensure(Collection<String> models) throws ExecutionException, InterruptedException {
        List<String> names = new ArrayList<>(List.of(Topics.DOCUMENTS, Topics.RESULTS, Topics.WORKERS, Topics.CANCEL));
        models.forEach(model -> names.add(Topics.pages(model)));
        try (Admin admin = clients.admin()) {
            provisioner.ensure(admin, names);
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

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
