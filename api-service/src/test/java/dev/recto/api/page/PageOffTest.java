package dev.recto.api.page;

import static dev.recto.api.HttpClients.anonymous;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.Guarded;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
class PageOffTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/webjars/pdfjs-dist/5.4.624/build/pdf.min.mjs"})
    void thePageCanBeSwitchedOff(String path) {
        anonymous().get(path).then().statusCode(404).body("code", equalTo("not_found"));
    }
}
