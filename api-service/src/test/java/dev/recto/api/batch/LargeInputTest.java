package dev.recto.api.batch;

import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.Guarded;
import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
class LargeInputTest {
    @Test
    void filesMayNotBeTooLargeTogether() {
        String row = "{\"custom_id\": \"%s\", \"body\": {\"document\": {\"content\": \"aGVsbG8=\"}}}";
        String first = SomeBatches.file(row.formatted("a"));
        String second = SomeBatches.file(row.formatted("b"));

        SomeBatches.created("\"input_files\": [\"" + first + "\"]");
        SomeBatches.create("\"input_files\": [\"" + first + "\", \"" + second + "\"]")
                .statusCode(413)
                .body(Contract.matches("Error"))
                .body("code", equalTo("file_too_large"))
                .body("param", equalTo("input_files"));
    }
}
