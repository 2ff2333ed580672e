package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.Spool;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Reads multipart forms in bounded memory, their files into the spool, and nothing that is not asked for. Takes the framework's parser without its form handling, which
 * answers a broken form with a 500. Waits for the client: for virtual threads only.
 */
@Singleton
public final class FormReader {
    private final FormsConfig config;

    FormReader(FormsConfig config) {
        this.config = config;
    }

    /** @param fields that are asked for */
    public Form read(@Nullable String contentType, InputStream body, Spool spool, Set<String> fields) {
        String boundary = Boundary.of(contentType)
                .orElseThrow(() -> malformed("The content type names no boundary of the form's parts."));
        FormParts parts = new FormParts(config, spool, fields);
        try {
            parse(body, boundary, parts);
            return parts.form();
        } catch (MalformedMessageException broken) {
            throw malformed("The head of a part is malformed.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows the end is read and ignored. */
    private void parse(InputStream body, String boundary, FormParts parts) throws IOException {
        MultipartParser.ParseState parser = MultipartParser.beginParse(
                parts, boundary.getBytes(StandardCharsets.US_ASCII), StandardCharsets.UTF_8.name());
        long heads = 0;
        byte[] buffer = new byte[1 << 13];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            parser.parse(ByteBuffer.wrap(buffer, 0, n));
            heads = parts.moved() || parser.isComplete() ? 0 : heads + n;
            if (heads > config.maxHeadSize().asLongValue()) {
                throw new ApiException(ErrorCode.REQUEST_TOO_LARGE, "The head of a part is too large.");
            }
        }
        if (!parser.isComplete()) {
            throw malformed("The form breaks off.");
        }
    }

    static ApiException malformed(String what) {
        return new ApiException(ErrorCode.BAD_REQUEST, what);
    }
}
