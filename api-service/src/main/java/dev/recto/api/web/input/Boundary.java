package dev.recto.api.web.input;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What parts a form's bytes, as the content type names it (RFC 2046). */
final class Boundary {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*boundary=(?:\"([^\"\\\\]+)\"|([^\\s\";,]+))\\s*(?=;|$)", Pattern.CASE_INSENSITIVE);
    /** Of what RFC 2046 allows; visible characters beyond that do no harm. */
    private static final Pattern ALLOWED = Pattern.compile("[\\x20-\\x7E]{0,69}[\\x21-\\x7E]");

    private Boundary() {}

    static Optional<String> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        Matcher parameter = PARAMETER.matcher(contentType);
        if (!parameter.find()) {
            return Optional.empty();
        }
        String quoted = parameter.group(1);
        String boundary = quoted == null ? parameter.group(2) : quoted;
        return Optional.of(boundary).filter(text -> ALLOWED.matcher(text).matches());
    }
}
