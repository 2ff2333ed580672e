package dev.recto.api.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.fault.Problems;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever is thrown below a resource into the one error body; what is not ours to tell goes to the log. */
final class FaultMapper {
    private static final Logger LOG = Logger.getLogger(FaultMapper.class);
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final AllowedMethods methods;

    FaultMapper(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    Response known(ApiException fault, RoutingContext routing) {
        return respond(fault, routing);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException thrown, RoutingContext routing) {
        if (thrown.getCause() instanceof JacksonException malformed) {
            return json(malformed, routing);
        }
        int status = thrown.getResponse().getStatus();
        if (status < 400) {
            return thrown.getResponse();
        }
        if (status >= 500 && status != 503) {
            return unexpected(thrown, routing);
        }
        // Who takes the method is looked for among the resources one by one: the last of them may not even know the
        // address
        Optional<ApiException> refused =
                status == NOT_FOUND || status == METHOD_NOT_ALLOWED ? methods.refuse(routing) : Optional.empty();
        return respond(refused.orElseGet(() -> new ApiException(ErrorCode.ofStatus(status))), routing);
    }

    @ServerExceptionMapper(priority = 1)
    Response mismatch(MismatchedInputException malformed, RoutingContext routing) {
        return json(malformed, routing);
    }

    @ServerExceptionMapper
    Response json(JacksonException malformed, RoutingContext routing) {
        if (malformed.getCause() instanceof ApiException fault) {
            return respond(fault, routing);
        }
        if (malformed.getProcessor() instanceof JsonGenerator || malformed instanceof InvalidDefinitionException) {
            return unexpected(malformed, routing);
        }
        return respond(
                malformed instanceof MismatchedInputException mismatch
                        ? ApiException.invalid(Problems.of(mismatch))
                        : new ApiException(ErrorCode.INVALID_JSON),
                routing);
    }

    @ServerExceptionMapper
    Response constraints(ConstraintViolationException violated, RoutingContext routing) {
        return respond(
                Problems.saysNoBody(violated)
                        ? new ApiException(ErrorCode.INVALID_JSON, "The request has no body.")
                        : ApiException.invalid(Problems.of(violated)),
                routing);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable thrown, RoutingContext routing) {
        if (thrown instanceof IOException && routing.response().closed()) {
            LOG.debug("A client hung up while it was answered");
            return Response.noContent().build();
        }
        return respond(Faults.of(thrown), routing);
    }

    /** Whose body was given up has the answer already. */
    private static Response respond(ApiException fault, RoutingContext routing) {
        return routing.response().ended() ? Response.noContent().build() : ErrorResponse.of(fault, routing);
    }
}
