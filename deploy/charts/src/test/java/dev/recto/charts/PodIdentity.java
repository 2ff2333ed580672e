package dev.recto.charts;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What EKS gives a pod whose account has a role: a token, and AWS's STS, which gives the embedded S3's key for it. */
final class PodIdentity implements AutoCloseable {
    private static final String TOKEN = "the-service-accounts-token";

    private final AtomicBoolean asked = new AtomicBoolean();
    private final HttpServer sts;
    private final Path token;

    PodIdentity(Path folder) throws IOException {
        token = Files.writeString(folder.resolve("token"), TOKEN);
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).contains(TOKEN));
            byte[] answer = answer().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sts.start();
    }

    Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ROLE_ARN",
                "arn:aws:iam::1:role/recto-api",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                token.toString(),
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + sts.getAddress().getPort());
    }

    boolean asked() {
        return asked.get();
    }

    private static String answer() {
        return """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/p</Arn><AssumedRoleId>R:p</AssumedRoleId></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>recto</AccessKeyId><SecretAccessKey>recto-local</SecretAccessKey>
                      <SessionToken>session</SessionToken><Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>
                """.formatted(Instant.now().plus(1, ChronoUnit.HOURS));
    }

    @Override
    public void close() {
        sts.stop(0);
    }
}
