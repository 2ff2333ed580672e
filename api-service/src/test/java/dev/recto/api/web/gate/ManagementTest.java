package dev.recto.api.web.gate;

import static dev.recto.api.HttpClients.management;
import static org.hamcrest.Matchers.containsString;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ManagementTest {
    @Test
    void healthAndMetricsHaveAPortOfTheirOwn() {
        management("/q/health/ready").then().statusCode(200);
        management("/q/metrics").then().statusCode(200).body(containsString("jvm_memory_used_bytes"));
        management("/v1/models").then().statusCode(404);
    }
}
