package dev.recto.tools.fetch;

import dev.recto.parts.PartKind;
import dev.recto.parts.Parts;
import dev.recto.parts.PartsAddresses;
import dev.recto.parts.PartsCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** An S3 service, and snapshots in it. */
public final class S3Snapshots implements AutoCloseable {
    private static final String ACCESS_KEY = "quarkus.s3.aws.credentials.static-provider.access-key-id";
    private static final String SECRET_KEY = "quarkus.s3.aws.credentials.static-provider.secret-access-key";

    private final Parts parts;
    private final Map<String, String> configuration;
    private final S3AsyncClient client;

    public S3Snapshots(Path data) throws IOException {
        parts = Parts.start(new PartsCommand(
                data, PartsCommand.userCache(), false, PartsAddresses.free(), EnumSet.of(PartKind.S3)));
        configuration = parts.addresses().configuration();
        client = S3AsyncClient.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey(), secretKey())))
                .build();
    }

    public String endpoint() {
        return parts.addresses().s3();
    }

    public String accessKey() {
        return option(ACCESS_KEY);
    }

    public String secretKey() {
        return option(SECRET_KEY);
    }

    /** Where a snapshot of this name lies. */
    public String location(String name) {
        return "s3://" + bucket() + "/" + name;
    }

    /** Stores the files and their list, and returns the list's digest. */
    public String put(String name, Map<String, String> files) {
        String list = new TreeMap<>(files)
                .entrySet().stream()
                        .map(file -> Sha256.of(file.getValue().getBytes(StandardCharsets.UTF_8))
                                        .hex() + "  " + file.getKey() + "\n")
                        .collect(Collectors.joining());
        files.forEach((path, text) -> store(name + "/" + path, text));
        store(name + "/" + SnapshotFiles.NAME, list);
        return "sha256:" + Sha256.of(list.getBytes(StandardCharsets.UTF_8)).hex();
    }

    public void store(String key, String text) {
        client.putObject(request -> request.bucket(bucket()).key(key), AsyncRequestBody.fromString(text))
                .join();
    }

    public void delete(String key) {
        client.deleteObject(request -> request.bucket(bucket()).key(key)).join();
    }

    private String bucket() {
        return option("recto.storage.bucket");
    }

    private String option(String name) {
        return Objects.requireNonNull(configuration.get(name), name);
    }

    @Override
    public void close() {
        client.close();
        parts.close();
    }
}
