package dev.recto.api.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.RawHttp.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What is too large before the body is a typed error, too. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class HeadLimitTest {
    @Test
    void anAddressHasALargestLength() {
        assertThat(send("/v1/models?a=" + "x".repeat(8_000), "").status()).isEqualTo(200);
        is(send("/v1/models?a=" + "x".repeat(9_000), ""), 414, "address_too_long");
        is(send("/v1/models?a=" + "x".repeat(60_000), ""), 414, "address_too_long");
    }

    @Test
    void headersHaveALargestSize() {
        assertThat(send("/v1/models", "X-A: " + "x".repeat(19_000) + "\r\n").status())
                .isEqualTo(200);
        is(send("/v1/models", "X-A: " + "x".repeat(30_000) + "\r\n"), 431, "headers_too_large");
        is(send("/v1/models", "X-A: xxxxxxxxxxxx\r\n".repeat(4_000)), 431, "headers_too_large");
    }

    private static Answer send(String target, String headers) {
        return RawHttp.send(RawHttp.head("GET", target, headers));
    }

    private static void is(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"", "\"request_id\":\"req_");
    }
}
