package dev.recto.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://example.org, example.org, 80, false, /",
        "https://example.org/a.pdf, example.org, 443, true, /a.pdf",
        "HTTPS://Example.org:8443/a?b=c#d, Example.org, 8443, true, /a?b=c",
        "http://example.org?q=/x, example.org, 80, false, /?q=/x",
        "http://[2001:db8::1]:81/%20, [2001:db8::1], 81, false, /%20",
        "http://localhost./a, localhost, 80, false, /a",
        "http://192.0.2.10/a, 192.0.2.10, 80, false, /a",
        "http://0x7f.example/a, 0x7f.example, 80, false, /a",
        "'  http://example.org/ä  ', example.org, 80, false, /%C3%A4"
    })
    void isTakenApart(String text, String host, int port, boolean secure, String pathAndQuery) {
        HttpUrl url = HttpUrl.parse(text);

        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.secure()).isEqualTo(secure);
        assertThat(url.pathAndQuery()).isEqualTo(pathAndQuery);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/a",
                "gopher://example.org/a",
                "jar:http://example.org/a!/b",
                "//example.org/a",
                "/a",
                "",
                "http://user:password@example.org/",
                "http://user@example.org/"
            })
    void otherSchemesAndCredentialsAreNotAllowed(String text) {
        refused(text, ErrorCode.URL_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0x7f.1/",
                "http://0X7F000001:80/",
                "http://2130706433/",
                "http://2130706433./",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.0x1/",
                "http://127.0.0.01/",
                "http://example.0/"
            })
    void addressesInUnusualFormsAreNotAllowed(String text) {
        refused(text, ErrorCode.URL_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:",
                "http://",
                "http:///a",
                "http://a b/",
                "http://exa_mple/",
                "http://example.org:0/",
                "http://example.org:70000/",
                "http://example.org:99999999999/",
                "http:example.org",
                "http://example.org/\n" + "x\n y"
            })
    void whatIsNoUrlIsUnreachable(String text) {
        refused(text, ErrorCode.DOCUMENT_UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "b.pdf, http://example.org/dir/b.pdf",
        "/b.pdf, http://example.org/b.pdf",
        "//other.org/b, http://other.org/b",
        "https://other.org/b, https://other.org/b"
    })
    void aRedirectMayBeRelative(String location, String target) {
        assertThat(HttpUrl.parse("http://example.org/dir/a.pdf").resolve(location))
                .isEqualTo(HttpUrl.parse(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://u@example.org/"})
    void aRedirectIsHeldToTheSameRules(String location) {
        HttpUrl url = HttpUrl.parse("http://example.org/");

        assertThatThrownBy(() -> url.resolve(location))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.URL_NOT_ALLOWED));
    }

    private static void refused(String text, ErrorCode code) {
        assertThatThrownBy(() -> HttpUrl.parse(text))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
