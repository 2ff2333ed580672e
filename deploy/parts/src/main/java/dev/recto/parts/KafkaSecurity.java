package dev.recto.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** TLS and SASL/PLAIN for a broker that says who it is and asks its clients who they are. */
final class KafkaSecurity {
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String USER = "recto";
    private static final String PASSWORD = "recto-local";
    private static final String LOGIN = MODULE + "username=\"" + USER + "\" password=\"" + PASSWORD + "\"";
    private static final String STORE = "tls.p12";
    private static final String STORE_TYPE = "PKCS12";

    private KafkaSecurity() {}

    /** @param data the broker's directory */
    static Map<String, String> clientConfiguration(Path data) {
        return Map.of(
                "kafka.security.protocol",
                "SASL_SSL",
                "kafka.ssl.truststore.location",
                data.resolve(STORE).toString(),
                "kafka.ssl.truststore.type",
                STORE_TYPE,
                "kafka.ssl.truststore.password",
                PASSWORD,
                "kafka.sasl.mechanism",
                "PLAIN",
                "kafka.sasl.jaas.config",
                LOGIN + ";");
    }

    /** The broker logs in to itself, as its clients do. */
    static Map<String, String> brokerConfiguration(String listener, Path data)
            throws IOException, InterruptedException {
        String store = data.resolve(STORE).toString();
        makeKey(data.resolve(STORE));
        return Map.ofEntries(
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry(
                        "listener.name." + listener + ".plain.sasl.jaas.config",
                        LOGIN + " user_" + USER + "=\"" + PASSWORD + "\";"),
                Map.entry("ssl.keystore.location", store),
                Map.entry("ssl.keystore.type", STORE_TYPE),
                Map.entry("ssl.keystore.password", PASSWORD),
                Map.entry("ssl.truststore.location", store),
                Map.entry("ssl.truststore.type", STORE_TYPE),
                Map.entry("ssl.truststore.password", PASSWORD));
    }

    /** A certificate that its own key has signed, for the only address that parts have. */
    private static void makeKey(Path store) throws IOException, InterruptedException {
        if (Files.exists(store)) {
            return;
        }
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=recto",
                        "-ext",
                        "san=ip:" + PartsAddresses.HOST,
                        "-validity",
                        "3650",
                        "-storetype",
                        STORE_TYPE,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key for the broker");
        }
    }
}
