package dev.recto.api.web.gate;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.ErrorResponse;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says in the contract's words what an operation asks of its caller. */
final class SecurityFaults {
    @ServerExceptionMapper
    Response strangers(UnauthorizedException refused, RoutingContext routing) {
        return ErrorResponse.of(new ApiException(ErrorCode.MISSING_API_KEY), routing);
    }

    @ServerExceptionMapper
    Response callers(ForbiddenException refused, ResourceInfo operation, RoutingContext routing) {
        return ErrorResponse.of(refusal(scopes(operation)), routing);
    }

    private static ApiException refusal(List<String> scopes) {
        return scopes.contains(Scope.Role.ADMIN)
                ? new ApiException(ErrorCode.ADMIN_REQUIRED)
                : new ApiException(
                        ErrorCode.INSUFFICIENT_SCOPE,
                        "This needs a key with the scope " + String.join(", ", scopes) + ".");
    }

    private static List<String> scopes(ResourceInfo operation) {
        RolesAllowed own = operation.getResourceMethod().getAnnotation(RolesAllowed.class);
        RolesAllowed all = operation.getResourceClass().getAnnotation(RolesAllowed.class);
        return own != null ? List.of(own.value()) : all != null ? List.of(all.value()) : List.of();
    }
}
