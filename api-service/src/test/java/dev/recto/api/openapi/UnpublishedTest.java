package dev.recto.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.Guarded;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
class UnpublishedTest {
    @Test
    void theDescriptionCanBeSwitchedOff() {
        assertThat(RawHttp.status("GET", "/openapi", null)).isEqualTo(404);
        assertThat(RawHttp.status("GET", "/swagger-ui/", null)).isEqualTo(404);
        assertThat(RawHttp.status("GET", "/swagger-ui", null)).isIn(302, 404);
    }
}
