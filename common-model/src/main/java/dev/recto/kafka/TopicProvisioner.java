package dev.recto.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics that are missing; of those that exist it changes nothing but how long records stay. */
public final class TopicProvisioner {
    private static final Logger LOG = System.getLogger(TopicProvisioner.class.getName());

    private final TopicSettings settings;
    private final Set<String> unchangeable = ConcurrentHashMap.newKeySet();

    public TopicProvisioner(TopicSettings settings) {
        this.settings = settings;
    }

    /** Returns when all of them exist; fails where one can neither be found nor created. */
    public void ensure(Admin admin, Collection<String> topics) throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(
                        topics.stream().map(settings::topic).toList())
                .values();
        Set<String> existing = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> creation : creations.entrySet()) {
            if (!created(creation.getKey(), creation.getValue(), admin)) {
                existing.add(creation.getKey());
            }
        }
        limitRetention(existing, admin);
    }

    /** Whoever may not create topics finds those that were made for it. */
    private static boolean created(String topic, KafkaFuture<Void> creation, Admin admin)
            throws ExecutionException, InterruptedException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                admin.describeTopics(List.of(topic)).allTopicNames().get();
            } else if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    private void limitRetention(Set<String> topics, Admin admin) throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (String topic : topics) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic),
                    List.of(
                            set(TopicConfig.RETENTION_MS_CONFIG, settings.retentionMillis()),
                            set(TopicConfig.SEGMENT_MS_CONFIG, settings.segmentMillis())));
        }
        for (Map.Entry<ConfigResource, KafkaFuture<Void>> change :
                admin.incrementalAlterConfigs(changes).values().entrySet()) {
            try {
                change.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof ApiException) || e.getCause() instanceof RetriableException) {
                    throw e;
                }
                tell(change.getKey().name(), e.getCause());
            }
        }
    }

    private void tell(String topic, Throwable cause) {
        if (unchangeable.add(topic)) {
            LOG.log(
                    Level.WARNING,
                    "How long records stay in {0} can''t be set to recto.kafka.retention ({1})",
                    topic,
                    cause.getClass().getSimpleName());
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
