package dev.recto.api.web.input;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a form says about itself.
 *
 * @param filename null if it is no file, empty if it is one without a name
 */
record PartHead(String name, @Nullable String filename) {
    /** The framework takes it for the end of the name. */
    private static final String ESCAPED_QUOTE = "\\\"";

    private static final String QUOTE_OF_BROWSERS = "%22";

    /** Fails with a 400 where it is not one of a form's part, or where the part's bytes are not simply its content. */
    static PartHead of(CaseInsensitiveMap<String> headers) {
        requirePlain(headers.getFirst(MultipartParser.CONTENT_TRANSFER_ENCODING));
        String disposition = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
        if (disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            throw FormReader.malformed("A part of the form is none of form-data.");
        }
        PartHead head = read(disposition.replace(ESCAPED_QUOTE, QUOTE_OF_BROWSERS));
        if (head.name().isEmpty()) {
            throw FormReader.malformed("A part of the form has no name.");
        }
        return head;
    }

    private static PartHead read(String disposition) {
        try {
            String name = HeaderUtil.extractQuotedValueFromHeader(disposition, "name");
            String filename = ExtendedValue.of(disposition, "filename").orElse(null);
            return new PartHead(
                    name == null ? "" : name,
                    filename == null
                            ? HeaderUtil.extractQuotedValueFromHeaderWithEncoding(disposition, "filename")
                            : filename);
        } catch (RuntimeException cutOffOrBadlyEncoded) {
            throw FormReader.malformed("The head of a part is malformed.");
        }
    }

    /** The parser decodes other encodings wrongly where they reach from one piece of the body into the next. */
    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null
                && (encoding.equalsIgnoreCase("base64") || encoding.equalsIgnoreCase("quoted-printable"))) {
            throw FormReader.malformed("Parts of a form are taken as they are, without a transfer encoding.");
        }
    }
}
