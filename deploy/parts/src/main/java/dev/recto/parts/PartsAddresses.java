package dev.recto.parts;

import java.util.List;
import java.util.Map;

/** Where the parts listen, all on the loopback interface. */
public record PartsAddresses(int postgresPort, int kafkaPort, int s3Port) {
    static final String HOST = "127.0.0.1";
    static final String POSTGRES_USER = "postgres";
    static final String DATABASE = "recto";
    static final String S3_ACCESS_KEY = "recto";
    static final String S3_SECRET_KEY = "recto-local";
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
        return Map.ofEntries(
                Map.entry("quarkus.datasource.username", POSTGRES_USER),
                Map.entry("quarkus.datasource.password", POSTGRES_USER),
                Map.entry("quarkus.datasource.reactive.url", postgres()),
                Map.entry("quarkus.datasource.jdbc.url", "jdbc:" + postgres()),
                Map.entry("kafka.bootstrap.servers", kafka()),
                Map.entry("quarkus.s3.endpoint-override", s3()),
                Map.entry("quarkus.s3.path-style-access", "true"),
                Map.entry("quarkus.s3.aws.region", S3_REGION),
                Map.entry("quarkus.s3.aws.credentials.type", "static"),
                Map.entry("quarkus.s3.aws.credentials.static-provider.access-key-id", S3_ACCESS_KEY),
                Map.entry("quarkus.s3.aws.credentials.static-provider.secret-access-key", S3_SECRET_KEY),
                Map.entry("recto.storage.bucket", BUCKET));
    }

    String json() {
        return "{\"postgres\":\"%s\",\"kafka\":\"%s\",\"s3\":\"%s\"}".formatted(postgres(), kafka(), s3());
    }
}
