package dev.recto.parts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the parts listen, all on the loopback interface. */
public record PartsAddresses(int postgresPort, int kafkaPort, int s3Port) {
    static final String HOST = "127.0.0.1";
    static final String POSTGRES_USER = "postgres";
    static final String DATABASE = "recto";
    public static final String S3_ACCESS_KEY = "recto";
    public static final String S3_SECRET_KEY = "recto-local";
    static final String S3_REGION = "us-east-1";
    static final String BUCKET = "recto";

    /** Ports that nobody listens on now. */
    public static PartsAddresses free() {
        List<Integer> ports = FreePorts.find(3);
        return new PartsAddresses(ports.get(0), ports.get(1), ports.get(2));
    }

    public int port(PartKind part) {
        return switch (part) {
            case POSTGRES -> postgresPort;
            case KAFKA -> kafkaPort;
            case S3 -> s3Port;
        };
    }

    public String postgres() {
        return "postgresql://" + HOST + ":" + postgresPort + "/" + DATABASE;
    }

    public String kafka() {
        return HOST + ":" + kafkaPort;
    }

    public String s3() {
        return "http://" + HOST + ":" + s3Port;
    }

    /** The configuration that makes a service use these parts. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>(withoutDatabase());
        configuration.put("quarkus.datasource.username", POSTGRES_USER);
        configuration.put("quarkus.datasource.password", POSTGRES_USER);
        configuration.put("quarkus.datasource.reactive.url", postgres());
        configuration.put("quarkus.datasource.jdbc.url", "jdbc:" + postgres());
        return Map.copyOf(configuration);
    }

    /** The configuration of a service that needs the broker and the storage only. */
    public Map<String, String> withoutDatabase() {
        return Map.of(
                "kafka.bootstrap.servers",
                kafka(),
                "quarkus.s3.endpoint-override",
                s3(),
                "quarkus.s3.path-style-access",
                "true",
                "quarkus.s3.aws.region",
                S3_REGION,
                "quarkus.s3.aws.credentials.type",
                "static",
                "quarkus.s3.aws.credentials.static-provider.access-key-id",
                S3_ACCESS_KEY,
                "quarkus.s3.aws.credentials.static-provider.secret-access-key",
                S3_SECRET_KEY,
                "recto.storage.bucket",
                BUCKET);
    }

    String json() {
        return "{\"postgres\":\"%s\",\"kafka\":\"%s\",\"s3\":\"%s\"}".formatted(postgres(), kafka(), s3());
    }
}
