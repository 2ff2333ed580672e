package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.ocr.request.DocumentField;
import dev.recto.api.ocr.request.DocumentSource.StoredFileSource;
import dev.recto.api.ocr.request.OptionFields;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads a stored file; no body at all stands for no options. */
@Path("/v1/files/{file_id}/ocr")
@Produces(MediaType.APPLICATION_JSON)
public class FileOcrResource {
    private static final byte[] NO_OPTIONS = "{}".getBytes(StandardCharsets.US_ASCII);

    private final OcrRoutes routes;
    private final CurrentCaller caller;

    FileOcrResource(OcrRoutes routes, CurrentCaller caller) {
        this.routes = routes;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response read(
            @PathParam("file_id") String fileId,
            @BeanParam ReadingHeaders headers,
            @Context HttpHeaders sent,
            InputStream body) {
        requireJson(sent);
        UUID file = DocumentField.fileId(fileId);
        return routes.read(caller.get(), headers, "/v1/files/" + file + "/ocr", orNoOptions(body), fields -> {
            OptionFields options = OptionFields.read(fields);
            fields.check();
            return options.of(new StoredFileSource(file, null));
        });
    }

    private static InputStream orNoOptions(InputStream body) {
        PushbackInputStream sent = new PushbackInputStream(body);
        try {
            int first = sent.read();
            if (first < 0) {
                return new ByteArrayInputStream(NO_OPTIONS);
            }
            sent.unread(first);
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients name a type for an empty body, too, and not the same one. */
    private static void requireJson(HttpHeaders headers) {
        boolean empty = headers.getLength() <= 0 && headers.getHeaderString("Transfer-Encoding") == null;
        String named = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        MediaType type = named == null || named.isBlank() ? null : headers.getMediaType();
        if (!empty && type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }
}
