package dev.recto.api.webhook.secret;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.webhook.SomeWebhooks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WebhookSecretsTest {
    private static final int MOST = 5;

    @Test
    void isOfRandomBytesInTheStandardsForm() {
        String secret = SomeWebhooks.newSecret();

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32)
                .isEqualTo(WebhookSecrets.bytes(secret));
        assertThat(SomeWebhooks.newSecret()).isNotEqualTo(secret);
    }

    @Test
    void isShownOnceAndTheFormerOnesExpire() {
        for (int rotation = 0; rotation < MOST + 2; rotation++) {
            SomeWebhooks.newSecret();
        }
        var list = client().get("/v1/webhooks/secrets").then().statusCode(200);

        list.body("data.secret", everyItem(nullValue()))
                .body("data[0].expires_at", nullValue())
                .body("data[1].expires_at", notNullValue());
        List<String> ids = list.extract().path("data.id");
        assertThat(ids).hasSize(MOST);
        List<Integer> expiries = list.extract().path("data.expires_at");
        int tomorrow = (int) Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
        assertThat(expiries.subList(1, MOST)).allMatch(expiry -> expiry <= tomorrow);
    }
}
