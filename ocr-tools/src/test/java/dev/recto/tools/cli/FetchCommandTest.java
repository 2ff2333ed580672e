package dev.recto.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.parts.cluster.WebIdentity;
import dev.recto.tools.fetch.S3Snapshots;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots from a real S3 service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetchCommandTest {
    private static final String WEIGHTS = "weights ".repeat(400_000);
    private static final Map<String, String> FILES = Map.of("config.json", "{}", "sub/model.safetensors", WEIGHTS);

    @TempDir
    Path folder;

    private S3Snapshots s3;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        s3 = new S3Snapshots(data);
        System.setProperty("aws.endpointUrlS3", s3.endpoint());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", s3.accessKey());
        System.setProperty("aws.secretAccessKey", s3.secretKey());
    }

    @AfterAll
    void stop() {
        s3.close();
        Stream.of("aws.endpointUrlS3", "aws.region", "aws.accessKeyId", "aws.secretAccessKey")
                .forEach(System::clearProperty);
    }

    @Test
    void everyFileIsThereAndNothingElse() throws IOException {
        Run run = fetch("whole", s3.put("whole", FILES), "models/whole");

        assertThat(run).isEqualTo(new Run(0, "config.json\nsub/model.safetensors\n"));
        Path directory = folder.resolve("models/whole");
        assertThat(directory.resolve("sub/model.safetensors")).hasContent(WEIGHTS);
        assertThat(directory.resolve("config.json")).hasContent("{}");
        assertThat(directory.resolve("SHA256SUMS")).exists();
        assertThat(folder.resolve("models")).isDirectoryNotContaining(each -> !each.equals(directory));
    }

    @Test
    void whatIsThereIsNotFetchedAgain() {
        String digest = s3.put("once", FILES);
        fetch("once", digest, "once");
        s3.delete("once/SHA256SUMS");

        assertThat(fetch("once", digest, "once").status()).isZero();
    }

    @Test
    void anotherSnapshotIsNotPutIntoADirectory() throws IOException {
        fetch("first", s3.put("first", FILES), "same");
        String digest = s3.put("second", Map.of("config.json", "other"));

        Run run = fetch("second", digest, "same");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("same holds something else");
        assertThat(folder.resolve("same/config.json")).hasContent("{}");
    }

    @Test
    void aListWithAnotherDigestIsRefused() {
        s3.put("list", FILES);

        Run run = fetch("list", "sha256:" + "0".repeat(64), "list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("SHA256SUMS has not the digest that was asked for");
        assertThat(folder.resolve("list")).doesNotExist();
    }

    @Test
    void aFileThatWasChangedIsRefusedAndForgotten() {
        String digest = s3.put("changed", FILES);
        s3.store("changed/sub/model.safetensors", WEIGHTS.replaceFirst("w", "v"));

        Run run = fetch("changed", digest, "changed");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("sub/model.safetensors has not the digest");
        assertThat(folder.resolve("changed")).doesNotExist();

        s3.store("changed/sub/model.safetensors", WEIGHTS);
        assertThat(fetch("changed", digest, "changed").status()).isZero();
    }

    /** The bytes that are there are kept: had they been fetched anew, wrong ones would not matter. */
    @Test
    void whatBrokeOffGoesOn() throws IOException {
        String digest = s3.put("broken", FILES);
        Path file = unfinished("broken", digest).resolve("sub/model.safetensors");
        Files.createDirectories(file.getParent());

        Files.writeString(file, "WEIGHTS ");
        Run wrong = fetch("broken", digest, "broken");
        assertThat(wrong.output()).contains("sub/model.safetensors has not the digest");

        Files.writeString(file, WEIGHTS.substring(0, 1_000_000));
        assertThat(fetch("broken", digest, "broken").status()).isZero();
        assertThat(folder.resolve("broken/sub/model.safetensors")).hasContent(WEIGHTS);
    }

    @Test
    void aConnectionThatBreaksLosesNothing() throws IOException {
        String digest = s3.put("cut", FILES);
        try (CuttingProxy proxy = new CuttingProxy(URI.create(s3.endpoint()), WEIGHTS.length() / 2)) {
            System.setProperty("aws.endpointUrlS3", proxy.address());

            Run cut = fetch("cut", digest, "cut");
            assertThat(cut.status()).isEqualTo(1);
            assertThat(cut.output()).contains("sub/model.safetensors broke off").doesNotContain("\tat ");
            assertThat(folder.resolve("cut")).doesNotExist();

            proxy.mend();
            assertThat(fetch("cut", digest, "cut").status()).isZero();
            assertThat(folder.resolve("cut/sub/model.safetensors")).hasContent(WEIGHTS);
            assertThat(proxy.passed()).isLessThan(WEIGHTS.length());
        } finally {
            System.setProperty("aws.endpointUrlS3", s3.endpoint());
        }
    }

    @Test
    void aFileThatIsWholeOrTooLongEndsWell() throws IOException {
        String digest = s3.put("long", FILES);
        Path whole = unfinished("long", digest).resolve("config.json");
        Path tooLong = unfinished("long", digest).resolve("sub/model.safetensors");
        Files.createDirectories(tooLong.getParent());
        Files.writeString(whole, "{}");
        Files.writeString(tooLong, WEIGHTS + "more");

        assertThat(fetch("long", digest, "long").status()).isEqualTo(1);
        assertThat(fetch("long", digest, "long").status()).isZero();
        assertThat(folder.resolve("long/sub/model.safetensors")).hasContent(WEIGHTS);
    }

    @Test
    void whatIsMissingIsNamed() {
        String digest = s3.put("missing", FILES);
        s3.delete("missing/config.json");

        Run run = fetch("missing", digest, "missing");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("/missing/config.json can't be read").doesNotContain("\tat ");
        assertThat(fetch("nowhere", digest, "nowhere").output()).contains("/nowhere/SHA256SUMS can't be read");
    }

    @Test
    void aDigestThatIsNoneIsAMistakeInTheCommand() {
        Run run = fetch("any", "latest", "any");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("a digest begins with sha256:");
    }

    @Test
    void aWorkloadsIdentityOpensTheBucket(@TempDir Path secrets) throws IOException {
        String digest = s3.put("identity", FILES);
        Properties before = (Properties) System.getProperties().clone();
        try (WebIdentity identity = WebIdentity.start(secrets)) {
            identity.properties().forEach(System::setProperty);
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");

            Run run = fetch("identity", digest, "identity");

            assertThat(run).isEqualTo(new Run(0, "config.json\nsub/model.safetensors\n"));
            assertThat(identity.asked()).isTrue();
        } finally {
            System.setProperties(before);
        }
    }

    private Path unfinished(String directory, String digest) {
        return folder.resolve(directory + ".part-" + digest.substring(7, 19));
    }

    private Run fetch(String name, String digest, String directory) {
        StringWriter output = new StringWriter();
        int status = ModelCommand.commandLine()
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(output))
                .execute(
                        "fetch",
                        s3.location(name),
                        folder.resolve(directory).toString(),
                        "--digest",
                        digest,
                        "--path-style");
        return new Run(status, output.toString());
    }

    private record Run(int status, String output) {}
}
