package dev.recto.api.web.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.RawHttp.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Bodies that are taken as a whole, and in memory many times as large as on the wire. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class SmallBodyTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final byte[] LARGE = ("{\"part_ids\": [" + "\"a\",".repeat(1 << 20) + "\"a\"]}").getBytes(UTF_8);

    private static final String UPLOAD = "/v1/uploads/" + UUID.randomUUID();
    private static final String KEY = "/v1/keys/" + UUID.randomUUID();

    record Operation(String method, String path) {}

    @SuppressWarnings("unused")
    static final List<Operation> aBodyThatIsTakenAsAWholeHasALargestSize = List.of(
            new Operation("POST", "/v1/uploads"),
            new Operation("POST", UPLOAD + "/complete"),
            new Operation("POST", "/v1/keys"),
            new Operation("PUT", KEY + "/webhook"));

    @ParameterizedTest
    @FieldSource
    void aBodyThatIsTakenAsAWholeHasALargestSize(Operation operation) {
        isTooLarge(RawHttp.send(operation.method(), operation.path(), JSON, LARGE));

        byte[] head = RawHttp.head(operation.method(), operation.path(), JSON + "Transfer-Encoding: chunked\r\n");
        byte[] size = (Integer.toHexString(LARGE.length) + "\r\n").getBytes(UTF_8);
        isTooLarge(RawHttp.send(head, size, LARGE, "\r\n0\r\n\r\n".getBytes(UTF_8)));
    }

    private static void isTooLarge(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(JsonPath.from(answer.body()).getString("error.code")).isEqualTo("request_too_large");
    }
}
