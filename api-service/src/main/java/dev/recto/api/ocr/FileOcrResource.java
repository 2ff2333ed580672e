package dev.recto.api.ocr;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.ocr.DocumentSource.StoredFileSource;
import dev.recto.api.tenancy.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a stored file; no body at all stands for no options. */
@Path("/v1/files/{file_id}/ocr")
@Produces(MediaType.APPLICATION_JSON)
public class FileOcrResource {
    private final OcrRoutes routes;
    private final CurrentCaller caller;

    FileOcrResource(OcrRoutes routes, CurrentCaller caller) {
        this.routes = routes;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RunOnVirtualThread
    public Response read(
            @PathParam("file_id") String fileId,
            @HeaderParam("X-Org-Id") @Nullable String organisation,
            @HeaderParam("Prefer") @Nullable String prefer,
            @Context HttpHeaders headers,
            InputStream body) {
        requireJson(headers);
        UUID file = DocumentField.fileId(fileId);
        return routes.read(caller.get(), body, prefer, fields -> {
            OptionFields options = OptionFields.read(fields);
            fields.check();
            return options.of(new StoredFileSource(file, organisation));
        });
    }

    /** Clients name a type for an empty body, too, and not the same one. */
    private static void requireJson(HttpHeaders headers) {
        boolean empty = headers.getLength() <= 0 && headers.getHeaderString("Transfer-Encoding") == null;
        MediaType type = headers.getMediaType();
        if (!empty && type != null && !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }
}
