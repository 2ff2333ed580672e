package dev.recto.worker.task;

import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** The share groups that workers take tasks in, one for each queue, and what a broker must allow for them. */
final class ShareGroups {
    private static final Logger LOG = Logger.getLogger(ShareGroups.class);

    /** How long a record that a worker does not accept, because it hangs, is kept from the others. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    /** Where a group begins that nobody was in before: what is older is overdue. */
    private static final String START = "by_duration:PT10M";

    /** How long a worker that says nothing keeps its part of a queue from the others: not longer than for its tasks. */
    static final Duration SESSION = Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS);

    private static final String FEATURE = "share.version";
    private static final String MOST_MEMBERS = "group.share.max.size";
    private static final String SHORTEST_SESSION = "group.share.min.session.timeout.ms";
    private static final String MOST_SESSIONS = "group.share.max.share.sessions";

    private final Duration session;

    ShareGroups() {
        this(SESSION);
    }

    ShareGroups(Duration session) {
        this.session = session;
    }

    /** Fails where the broker does not answer; what it does not allow is one line in the log. */
    void ensure(Admin admin, Collection<String> queues) throws ExecutionException, InterruptedException {
        List<String> troubles = new ArrayList<>();
        List<String> groups = queues.stream().map(Topics::workersOf).toList();
        if (isEnabled(admin)) {
            configure(admin, groups, troubles);
            compare(admin, groups, troubles);
        } else {
            troubles.add("share groups are not enabled (the feature " + FEATURE + ")");
        }
        if (!troubles.isEmpty()) {
            LOG.warnf("The broker does not allow what taking tasks needs: %s", String.join("; ", troubles));
        }
    }

    private static boolean isEnabled(Admin admin) throws ExecutionException, InterruptedException {
        FinalizedVersionRange version = admin.describeFeatures()
                .featureMetadata()
                .get()
                .finalizedFeatures()
                .get(FEATURE);
        return version != null && version.maxVersionLevel() > 0;
    }

    /** Separately, since the broker refuses what is asked for a group as a whole. */
    private void configure(Admin admin, List<String> groups, List<String> troubles)
            throws ExecutionException, InterruptedException {
        refused(
                        admin,
                        groups,
                        set("share.auto.offset.reset", START),
                        set("share.record.lock.duration.ms", Long.toString(LOCK.toMillis())))
                .ifPresent(why -> troubles.add(
                        "groups can't be given a lock of " + LOCK.toSeconds() + " s and their start (" + why + ")"));
        refused(admin, groups, set("share.session.timeout.ms", Long.toString(session.toMillis())))
                .ifPresent(why ->
                        troubles.add("a worker that is killed keeps its part of a queue from others for more than "
                                + session.toSeconds() + " s (" + SHORTEST_SESSION + ", " + why + ")"));
    }

    /** Why, if the broker does not let a group have these settings. */
    private static Optional<String> refused(Admin admin, List<String> groups, AlterConfigOp... settings)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        groups.forEach(group -> changes.put(new ConfigResource(ConfigResource.Type.GROUP, group), List.of(settings)));
        Optional<String> refused = Optional.empty();
        for (KafkaFuture<Void> change :
                admin.incrementalAlterConfigs(changes).values().values()) {
            try {
                change.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof ApiException refusal) || refusal instanceof RetriableException) {
                    throw e;
                }
                refused = Optional.of(refusal.getClass().getSimpleName());
            }
        }
        return refused;
    }

    /** Whether there is room for one member more of each group. */
    private static void compare(Admin admin, List<String> groups, List<String> troubles)
            throws ExecutionException, InterruptedException {
        Config broker;
        try {
            broker = broker(admin);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.infof(
                        "What the broker allows can't be seen (%s)",
                        e.getCause().getClass().getSimpleName());
                return;
            }
            throw e;
        }
        long all = 0;
        for (String group : groups) {
            int members = members(admin, group);
            all += members + 1;
            if (number(broker, MOST_MEMBERS).orElse(Long.MAX_VALUE) <= members) {
                troubles.add("the group " + group + " has " + members + " members, and no more are allowed ("
                        + MOST_MEMBERS + ")");
            }
        }
        if (number(broker, MOST_SESSIONS).orElse(Long.MAX_VALUE) < all) {
            troubles.add("there are too few sessions for all members (" + MOST_SESSIONS + ")");
        }
    }

    private static Config broker(Admin admin) throws ExecutionException, InterruptedException {
        Node node = admin.describeCluster().nodes().get().iterator().next();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        return Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }

    private static OptionalLong number(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(entry.value()));
    }

    private static int members(Admin admin, String group) throws ExecutionException, InterruptedException {
        try {
            ShareGroupDescription description = Objects.requireNonNull(
                    admin.describeShareGroups(List.of(group)).all().get().get(group));
            return description.members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
