package dev.recto.api.files;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.files.SomeFiles.JPEG;
import static dev.recto.api.files.SomeFiles.PDF;
import static dev.recto.api.files.SomeFiles.PNG;
import static dev.recto.api.files.SomeFiles.stored;
import static dev.recto.api.files.SomeFiles.uniqueName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.StatementCount;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FileListTest {
    @Inject
    DataSource database;

    @Inject
    FileSweeper sweeper;

    @Test
    void anOrganisationIsAUuid() {
        client().header("X-Org-Id", "acme")
                .get("/v1/files")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_org_id"));
    }

    @Inject
    StatementCount statements;

    @Test
    void aFileIsReadWithOneStatement() {
        String id = fiveFiles().getFirst();
        client().get("/v1/files/" + id).then().statusCode(200);
        statements.forget();

        for (int i = 0; i < 20; i++) {
            client().get("/v1/files/" + id).then().statusCode(200);
        }

        assertThat(statements.countForEachOf(20))
                .as(String.join("\n", statements.list()))
                .isEqualTo(1);
    }

    private final String name = uniqueName();

    @Test
    void isEmptyWhenNothingMatches() {
        search().get("/v1/files")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("data", empty())
                .body("has_more", equalTo(false))
                .body("first_id", nullValue())
                .body("last_id", nullValue())
                .body("total", equalTo(0));
    }

    @Test
    void goesOnBehindACursor() {
        List<String> ids = fiveFiles().reversed();

        search().queryParam("limit", 2)
                .get("/v1/files")
                .then()
                .statusCode(200)
                .body("data.id", equalTo(ids.subList(0, 2)))
                .body("has_more", equalTo(true))
                .body("first_id", equalTo(ids.get(0)))
                .body("last_id", equalTo(ids.get(1)))
                .body("total", equalTo(5));
        search().queryParam("limit", 3)
                .queryParam("after", ids.get(1))
                .queryParam("page", 7)
                .get("/v1/files")
                .then()
                .body("data.id", equalTo(ids.subList(2, 5)))
                .body("has_more", equalTo(false))
                .body("total", equalTo(5));
    }

    @Test
    void goesUpToo() {
        List<String> ids = fiveFiles();

        search().queryParam("order", "asc")
                .queryParam("after", ids.get(1))
                .queryParam("limit", 2)
                .get("/v1/files")
                .then()
                .body("data.id", equalTo(ids.subList(2, 4)))
                .body("has_more", equalTo(true));
    }

    @Test
    void theCursorMayHaveBeenDeleted() {
        List<String> ids = fiveFiles();
        client().delete("/v1/files/" + ids.get(2)).then().statusCode(200);

        search().queryParam("after", ids.get(2))
                .get("/v1/files")
                .then()
                .body("data.id", contains(ids.get(1), ids.get(0)));
    }

    @Test
    void hasNumberedPages() {
        List<String> ids = fiveFiles().reversed();

        search().queryParam("page", 1)
                .queryParam("page_size", 2)
                .get("/v1/files")
                .then()
                .body("data.id", equalTo(ids.subList(2, 4)))
                .body("has_more", equalTo(true))
                .body("total", equalTo(5));
        search().queryParam("page", 2)
                .queryParam("page_size", 2)
                .queryParam("include_total", false)
                .get("/v1/files")
                .then()
                .body("data.id", equalTo(ids.subList(4, 5)))
                .body("has_more", equalTo(false))
                .body("total", nullValue());
        search().queryParam("page", Integer.MAX_VALUE)
                .queryParam("page_size", 1000)
                .get("/v1/files")
                .then()
                .statusCode(200)
                .body("data", empty());
    }

    @Test
    void filters() {
        String pdf = stored(name + "-A.pdf", PDF, "ocr");
        String png = stored(name + "-b_.png", PNG, "ocr");
        String jpeg = stored(name + "-c%.jpg", JPEG, "vision");
        String owner = client().get("/v1/files/" + pdf).path("created_by");

        found(search().queryParam("purpose", "vision"), jpeg);
        found(search().queryParam("mimetypes", "image/png", "application/pdf"), png, pdf);
        found(search().queryParam("sample_type", "ocr_input", "other"), jpeg, png, pdf);
        found(search().queryParam("sample_type", "batch_result"));
        found(search().queryParam("source", "upload"), jpeg, png, pdf);
        found(search().queryParam("source", "mistral", "repository"));
        found(search().queryParam("created_by", owner), jpeg, png, pdf);
        found(search().queryParam("created_by", UUID.randomUUID()));
        found(client().queryParam("search", name.toUpperCase(java.util.Locale.ROOT) + "-a.P"), pdf);
        found(client().queryParam("search", name + "-b_"), png);
        found(client().queryParam("search", name + "-_"));
        found(client().queryParam("search", name + "-c%"), jpeg);
        found(client().queryParam("search", name + "%"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 10001",
        "limit, ten",
        "page, -1",
        "page_size, 0",
        "page_size, 1001",
        "order, up",
        "purpose, nonsense",
        "after, 1",
        "created_by, me",
        "include_total, perhaps",
        "sample_type, nonsense",
        "source, nonsense",
        "search, a\0b",
        "mimetypes, a\0b"
    })
    void badParametersAreNamed(String parameter, String value) {
        client().queryParam(parameter, value)
                .get("/v1/files")
                .then()
                .statusCode(422)
                .body("param", equalTo(parameter))
                .body("detail[0].loc", contains("query", parameter));
    }

    @Test
    void aSearchHasALongestLength() {
        client().queryParam("search", "x".repeat(200)).get("/v1/files").then().statusCode(200);
        client().queryParam("search", "x".repeat(201)).get("/v1/files").then().statusCode(422);
    }

    /** Instances of a later version may run beside this one. */
    @Test
    void wordsThatOnlyALaterVersionHasAreReadAsKnownOnes() throws SQLException {
        String id = fiveFiles().getLast();
        execute("update file set purpose = 'LATER', visibility = 'LATER', sample_type = 'LATER', source = 'LATER'"
                + " where id = '" + id + "'");

        client().get("/v1/files/" + id)
                .then()
                .statusCode(200)
                .body("purpose", equalTo("user_data"))
                .body("visibility", equalTo("workspace"))
                .body("sample_type", equalTo("other"))
                .body("source", equalTo("upload"));
        search().get("/v1/files").then().statusCode(200).body("data", hasSize(5));
    }

    @Test
    void showsNothingOfOtherOrganisations() {
        stored(name, PDF, "ocr");

        stranger()
                .queryParam("search", name)
                .get("/v1/files")
                .then()
                .body("data", empty())
                .body("total", equalTo(0));
        client().header("X-Org-Id", OtherOrganisation.ID)
                .get("/v1/files")
                .then()
                .statusCode(403)
                .body("code", equalTo("org_forbidden"));
    }

    @Test
    void expiredFilesAreGoneBeforeTheyAreSwept() throws SQLException {
        String id = stored(name, PDF, "ocr");
        expire(id);

        search().get("/v1/files").then().body("data", empty()).body("total", equalTo(0));
        client().get("/v1/files/" + id).then().statusCode(404);
        client().get("/v1/files/" + id + "/content").then().statusCode(404);
        client().delete("/v1/files/" + id).then().statusCode(404);
    }

    @Test
    void expiredFilesAreSweptWithTheirBytes() throws SQLException {
        String id = stored(name, PDF, "ocr");
        expire(id);

        sweeper.sweep();

        assertThat(count("select count(*) from file where id = '" + id + "'")).isZero();
        assertThat(count("select count(*) from unclaimed_object where object_key like '%" + id + "'"))
                .isEqualTo(1);
    }

    private List<String> fiveFiles() {
        return IntStream.range(0, 5).mapToObj(i -> stored(name + i, PDF, "ocr")).toList();
    }

    private RequestSpecification search() {
        return client().queryParam("search", name);
    }

    private static void found(RequestSpecification request, String... ids) {
        request.get("/v1/files").then().statusCode(200).body("data.id", equalTo(List.of(ids)));
    }

    private void expire(String id) throws SQLException {
        execute("update file set expires_at = now() - interval '1 second' where id = '" + id + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
