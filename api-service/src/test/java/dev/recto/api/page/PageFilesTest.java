package dev.recto.api.page;

import static dev.recto.api.HttpClients.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class PageFilesTest {
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    @Test
    void thePageNeedsNoKeyAndIsAskedForEachTime() {
        anonymous()
                .get("/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", "no-cache")
                .body(containsString("<recto-app>"));
    }

    @Test
    void nothingRunsButFilesOfItsOwn() {
        Response page = anonymous().get("/");

        assertThat(List.of(page.header("Content-Security-Policy").split("; ")))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "require-trusted-types-for 'script'");
        assertThat(page.header("Content-Security-Policy")).doesNotContain("unsafe", "*", "http");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.asString()).doesNotContainPattern("<script(?![^>]* src=)|<style| on[a-z]+=|://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "what nobody knows"})
    void whoeverOpensThePageInAWindowIsCutOffFromIt(String site) {
        assertThat(from(site).header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(anonymous().get("/").header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "same-origin"})
    void nobodyIsCutOffWhereAPersonComes(String site) {
        assertThat(from(site).header("Cross-Origin-Opener-Policy")).isNull();
        assertThat(from(site).headers().getValues("Vary")).contains("Sec-Fetch-Site");
    }

    private static Response from(String site) {
        return anonymous().header("Sec-Fetch-Site", site).get("/");
    }

    @Test
    void whatHasADigestInItsNameIsKept() {
        List<String> files = NAMED.matcher(anonymous().get("/").asString())
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.startsWith("/static/"))
                .toList();

        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        files.forEach(file -> anonymous()
                .get(file)
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Security-Policy", containsString("default-src 'none'")));
    }

    @Test
    void onlyTheWorkerMayCompile() {
        String worker = "/webjars/pdfjs-dist/5.4.624/build/pdf.worker.min.mjs";

        anonymous()
                .get(worker)
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Content-Security-Policy", containsString("'wasm-unsafe-eval'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/bundle/none.js", "/webjars/pdfjs-dist/none.mjs"})
    void whatIsNotThereIsAnErrorLikeAnyOther(String path) {
        anonymous()
                .get(path)
                .then()
                .statusCode(404)
                .header("Cache-Control", "no-cache")
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/static", "/static/none.js", "/webjars/none.js", "/nothing"})
    void everythingElseStaysClosed(String path) {
        anonymous().get(path).then().statusCode(401).body("code", equalTo("missing_api_key"));
    }
}
