package dev.recto.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(UnpublishedTest.Unpublished.class)
class UnpublishedTest {
    public static final class Unpublished implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.smallrye-openapi.enabled", "false", "quarkus.swagger-ui.enabled", "false");
        }
    }

    @Test
    void theDescriptionCanBeSwitchedOff() {
        assertThat(RawHttp.status("GET", "/openapi", null)).isEqualTo(404);
        assertThat(RawHttp.status("GET", "/swagger-ui/", null)).isEqualTo(404);
        assertThat(RawHttp.status("GET", "/swagger-ui", null)).isIn(302, 404);
    }
}
