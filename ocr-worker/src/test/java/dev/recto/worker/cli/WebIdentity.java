package dev.recto.worker.cli;

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

/** What a cluster gives a pod that has an identity: a token, and who gives a key for it (AWS's STS, of which there is none here). */
final class WebIdentity implements AutoCloseable {
    private static final String TOKEN = "the-service-accounts-token";

    private final AtomicBoolean asked = new AtomicBoolean();
    private final HttpServer server;
    private final Map<String, String> properties;

    WebIdentity(Path folder, String accessKey, String secretKey) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.set(body.contains("Action=AssumeRoleWithWebIdentity") && body.contains(TOKEN));
            byte[] answer = answer(accessKey, secretKey).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        properties = Map.of(
                "aws.webIdentityTokenFile",
                token.toString(),
                "aws.roleArn",
                "arn:aws:iam::1:role/recto-worker",
                "aws.endpointUrlSts",
                "http://127.0.0.1:" + server.getAddress().getPort());
        properties.forEach(System::setProperty);
    }

    boolean asked() {
        return asked.get();
    }

    private static String answer(String accessKey, String secretKey) {
        return """
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <AssumedRoleUser>
                      <Arn>arn:aws:sts::1:assumed-role/recto-worker/pod</Arn><AssumedRoleId>R:pod</AssumedRoleId>
                    </AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                      <SessionToken>session</SessionToken><Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>
                """.formatted(accessKey, secretKey, Instant.now().plus(1, ChronoUnit.HOURS));
    }

    @Override
    public void close() {
        server.stop(0);
        properties.keySet().forEach(System::clearProperty);
    }
}
