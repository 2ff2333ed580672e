package dev.recto.api.ocr;

import dev.recto.api.ocr.request.OcrRequest;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Reads a document given by URL, inline or by file id. */
@Path("/v1/ocr")
@Produces(MediaType.APPLICATION_JSON)
public class OcrResource {
    private final OcrRoutes routes;
    private final CurrentCaller caller;

    OcrResource(OcrRoutes routes, CurrentCaller caller) {
        this.routes = routes;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Scope.Role.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response read(@BeanParam ReadingHeaders headers, InputStream body) {
        return routes.read(caller.get(), headers, "/v1/ocr", body, OcrRequest::parse);
    }
}
