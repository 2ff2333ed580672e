package dev.recto.parts.cluster;

import com.sun.net.httpserver.HttpServer;
import dev.recto.parts.PartsAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What EKS gives a pod whose account has a role: a token, and AWS's STS, which gives the embedded S3's key for it. */
public final class WebIdentity implements AutoCloseable {
    private static final String TOKEN = "the-service-accounts-token";
    private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

    private final AtomicBoolean asked = new AtomicBoolean();
    private final HttpServer sts;
    private final Path token;

    private WebIdentity(HttpServer sts, Path token) {
        this.sts = sts;
        this.token = token;
    }

    /** @param folder for the token */
    public static WebIdentity start(Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WebIdentity identity = new WebIdentity(sts, token);
        sts.createContext("/", exchange -> {
            identity.hear(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = answer().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sts.start();
        return identity;
    }

    /** What a pod's containers find in their environment. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ROLE_ARN",
                "arn:aws:iam::1:role/recto",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                token.toString(),
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + sts.getAddress().getPort());
    }

    /** The same as system properties of a JVM. */
    public Map<String, String> properties() {
        return variables().entrySet().stream()
                .collect(Collectors.toMap(variable -> property(variable.getKey()), Map.Entry::getValue));
    }

    /** {@code AWS_ROLE_ARN} is {@code aws.roleArn}. */
    private static String property(String variable) {
        String name = variable.toLowerCase(Locale.ROOT).replaceFirst("_", ".");
        return NEXT_WORD.matcher(name).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    /** Whether the token was shown by who asked last. */
    public boolean asked() {
        return asked.get();
    }

    private void hear(String request) {
        asked.set(request.contains("Action=AssumeRoleWithWebIdentity") && request.contains(TOKEN));
    }

    private static String answer() {
        return """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/recto/pod</Arn><AssumedRoleId>R:pod</AssumedRoleId></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                      <SessionToken>session</SessionToken><Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>
                """.formatted(
                        PartsAddresses.S3_ACCESS_KEY,
                        PartsAddresses.S3_SECRET_KEY,
                        Instant.now().plus(1, ChronoUnit.HOURS));
    }

    @Override
    public void close() {
        sts.stop(0);
    }
}
