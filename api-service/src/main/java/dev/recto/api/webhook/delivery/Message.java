package dev.recto.api.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.api.webhook.secret.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver gets, as Standard Webhooks has it: the body is the same in every attempt, timestamp and signature are the attempt's.
 *
 * @param signature one for each secret
 */
record Message(String id, String timestamp, String signature, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALGORITHM = "HmacSHA256";

    @JsonPropertyOrder({"type", "timestamp", "data"})
    private record Body(WebhookEvent type, String timestamp, Data data) {}

    /** Nothing of the document: who wants that asks for it, with a key. */
    @JsonNaming(SnakeCaseStrategy.class)
    private record Data(
            UUID id, String object, String status, @Nullable String errorCode) {}

    /** @param now in seconds */
    static Message of(Delivery delivery, long now) {
        String id = delivery.id().toString();
        String timestamp = Long.toString(now);
        byte[] body = body(delivery);
        String signature = delivery.secrets().stream()
                .map(secret -> "v1," + sign(WebhookSecrets.bytes(secret), id, timestamp, body))
                .collect(Collectors.joining(" "));
        return new Message(id, timestamp, signature, body);
    }

    private static byte[] body(Delivery delivery) {
        WebhookEvent event = delivery.event();
        Data data = new Data(
                delivery.subject(),
                event.object(),
                event.status(),
                delivery.error() == null ? null : delivery.error().word());
        try {
            return JSON.writeValueAsBytes(new Body(event, delivery.at().toString(), data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sign(byte[] secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
