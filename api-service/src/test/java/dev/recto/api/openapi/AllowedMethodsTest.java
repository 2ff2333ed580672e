package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.client;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class AllowedMethodsTest {
    static final Set<Map.Entry<String, TreeSet<String>>> ADDRESSES = Description.read().routes().stream()
            .collect(groupingBy(Requests::path, mapping(Requests::method, toCollection(TreeSet::new))))
            .entrySet();

    @ParameterizedTest
    @FieldSource("ADDRESSES")
    void whatTakesNoSuchMethodSaysWhichItTakes(Map.Entry<String, TreeSet<String>> address) {
        Set<String> allowed = new TreeSet<>(address.getValue());
        allowed.add("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String path = address.getKey().replaceAll("\\{[^}]+}", Requests.UNKNOWN);

        for (String method : Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND")) {
            if (!allowed.contains(method)) {
                Response answer = client().request(method, path);
                assertThat(answer.statusCode()).as(method).isEqualTo(405);
                assertThat(Set.of(answer.header("Allow").split(", "))).isEqualTo(allowed);
            }
        }
    }
}
