package dev.recto.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node that is broker and controller at once, with share groups. */
final class KafkaPart implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";
    private static final String BROKER = "BROKER";
    private static final String PROTOCOLS = "listener.security.protocol.map";
    /** The services send up to 8 MB; the rest is room for headers. */
    private static final int MAX_MESSAGE_BYTES = 9 << 20;

    private final KafkaRaftServer server;

    /** @param comesBack whether the node may be started again on the same data */
    KafkaPart(Path data, int port, boolean secured, int largestGroup, boolean comesBack) throws Exception {
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        Map<String, String> configuration = configuration(data, port, secured, largestGroup);
        // After a kill the controller must forget the old registration first; but a busy machine is silent for longer
        // than that
        configuration.put("broker.session.timeout.ms", comesBack ? "3000" : "30000");
        server = new KafkaRaftServer(new KafkaConfig(configuration, false), Time.SYSTEM);
        server.startup();
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(data.toString()))
                .setControllerListenerName(CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setHasDynamicQuorum(false)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static Map<String, String> configuration(Path data, int port, boolean secured, int largestGroup)
            throws IOException, InterruptedException {
        Map<String, String> configuration = new HashMap<>(configuration(data, port));
        configuration.put("group.share.max.size", Integer.toString(largestGroup));
        if (secured) {
            configuration.put(PROTOCOLS, CONTROLLER + ":PLAINTEXT," + BROKER + ":SASL_SSL");
            configuration.putAll(KafkaSecurity.brokerConfiguration(BROKER.toLowerCase(Locale.ROOT), data));
        }
        return configuration;
    }

    private static Map<String, String> configuration(Path data, int port) {
        String controller = PartsAddresses.HOST + ":" + FreePorts.find(1).getFirst();
        String broker = BROKER + "://" + PartsAddresses.HOST + ":" + port;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + controller),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("inter.broker.listener.name", BROKER),
                Map.entry("listeners", broker + "," + CONTROLLER + "://" + controller),
                Map.entry("advertised.listeners", broker),
                Map.entry(PROTOCOLS, CONTROLLER + ":PLAINTEXT," + BROKER + ":PLAINTEXT"),
                Map.entry("log.dirs", data.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES)),
                Map.entry("log.retention.hours", "24"),
                Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.share.max.share.sessions", "4000"),
                // Workers ask for as much: one that was killed keeps its part of a queue from the others for so long
                Map.entry("group.share.min.session.timeout.ms", "10000"),
                Map.entry("group.share.min.heartbeat.interval.ms", "1000"),
                // A new member hears of its part of a queue with its second or third one
                Map.entry("group.share.heartbeat.interval.ms", "1000"),
                Map.entry("offsets.topic.num.partitions", "2"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "2"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("broker.heartbeat.interval.ms", "500"));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
