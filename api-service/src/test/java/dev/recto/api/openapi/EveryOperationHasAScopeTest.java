package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation asks for the scope that is published for its kind, and for no other. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class EveryOperationHasAScopeTest {
    private static final Description DESCRIPTION = Description.read();
    private static final Map<String, String> KEYS = new HashMap<>();

    static Stream<String> withCaller() {
        return DESCRIPTION.routes().stream().filter(route -> !route.endsWith("/download"));
    }

    @ParameterizedTest
    @MethodSource("withCaller")
    void itsOwnIsEnoughAndNoOtherIs(String route) {
        String needed = scope(route);
        for (String scope : List.of("read", "write", "admin")) {
            var answer = Requests.send(route, as(key(scope)));
            if (scope.equals(needed)) {
                assertThat(answer.statusCode()).isNotIn(401, 403);
            } else {
                answer.then()
                        .statusCode(403)
                        .body("code", equalTo(needed.equals("admin") ? "admin_required" : "insufficient_scope"))
                        .body("type", equalTo("ForbiddenError"));
            }
        }
    }

    private static String scope(String route) {
        return Requests.path(route).matches("/v1/(keys|webhooks/secrets).*")
                ? "admin"
                : Requests.method(route).equals("GET") ? "read" : "write";
    }

    private static String key(String scope) {
        return KEYS.computeIfAbsent(
                scope,
                only -> client().contentType("application/json")
                        .body(Map.of("name", only, "scopes", List.of(only)))
                        .post("/v1/keys")
                        .path("key"));
    }
}
