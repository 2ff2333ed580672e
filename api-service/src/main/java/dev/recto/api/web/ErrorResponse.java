package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorBody;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An error as a resource answers it. */
public final class ErrorResponse {
    private ErrorResponse() {}

    public static Response of(ApiException fault, RoutingContext routing) {
        AnsweredFault.note(routing, fault.code());
        Response.ResponseBuilder response = Response.status(fault.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ErrorBody.of(fault, RequestIds.of(routing)));
        ErrorHeaders.of(fault).forEach(response::header);
        return response.build();
    }
}
