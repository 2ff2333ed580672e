package dev.recto.worker.task;

import dev.recto.kafka.TopicProvisioner;
import dev.recto.kafka.TopicSettings;
import dev.recto.model.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** Sees to the topics and the groups that the worker needs. */
@ApplicationScoped
class TopicSetup {
    private final KafkaClients clients;
    private final TopicProvisioner provisioner;
    private final ShareGroups groups = new ShareGroups();

    TopicSetup(KafkaClients clients, KafkaConfig kafka) {
        this.clients = clients;
        this.provisioner = new TopicProvisioner(TopicSettings.of(kafka));
    }

    /** @param queuesOfEach of the models */
    void ensure(Collection<String> models, int queuesOfEach) throws ExecutionException, InterruptedException {
        List<String> queues = new ArrayList<>(List.of(Topics.DOCUMENTS));
        for (String model : models) {
            IntStream.range(0, queuesOfEach).forEach(queue -> queues.add(Topics.pages(model, queue)));
        }
        List<String> topics = new ArrayList<>(List.of(Topics.RESULTS, Topics.WORKERS, Topics.CANCEL));
        topics.addAll(queues);
        try (Admin admin = clients.admin()) {
            provisioner.ensure(admin, topics);
            groups.ensure(admin, queues);
        }
    }
}
