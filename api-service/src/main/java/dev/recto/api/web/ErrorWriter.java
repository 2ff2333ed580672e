package dev.recto.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorBody;
import dev.recto.api.fault.ErrorCode;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with an error where no JAX-RS resource is at work yet. */
@Singleton
public final class ErrorWriter {
    private final ObjectMapper json;

    ErrorWriter(ObjectMapper json) {
        this.json = json;
    }

    public void write(RoutingContext routing, ApiException fault) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            routing.request().connection().close();
            return;
        }
        AnsweredFault.note(routing, fault.code());
        if (fault.code() == ErrorCode.REQUEST_TIMEOUT) {
            UnreadBody.cutOff(routing);
        } else {
            UnreadBody.leave(routing);
        }
        response.setStatusCode(fault.code().status()).putHeader("Content-Type", "application/json");
        ErrorHeaders.of(fault).forEach(response::putHeader);
        try {
            response.end(json.writeValueAsString(ErrorBody.of(fault, RequestIds.of(routing))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
