package dev.recto.parts;

import java.util.Map;

/** SASL/PLAIN for a broker that asks its clients who they are. */
final class KafkaPassword {
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String USER = "recto";
    private static final String PASSWORD = "recto-local";
    private static final String LOGIN = MODULE + "username=\"" + USER + "\" password=\"" + PASSWORD + "\"";

    private KafkaPassword() {}

    static Map<String, String> clientConfiguration() {
        return Map.of(
                "kafka.security.protocol", "SASL_PLAINTEXT",
                "kafka.sasl.mechanism", "PLAIN",
                "kafka.sasl.jaas.config", LOGIN + ";");
    }

    /** The broker logs in to itself, as its clients do. */
    static Map<String, String> brokerConfiguration(String listener) {
        return Map.of(
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name." + listener + ".plain.sasl.jaas.config",
                LOGIN + " user_" + USER + "=\"" + PASSWORD + "\";");
    }
}
