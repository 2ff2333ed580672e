package dev.recto.api.webhook.secret;

import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What deliveries are signed with, for administrators. */
@Path("/v1/webhooks/secrets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Role.ADMIN)
@RunOnVirtualThread
public class WebhookSecretsResource {
    private final WebhookSecrets secrets;
    private final CurrentCaller caller;

    WebhookSecretsResource(WebhookSecrets secrets, CurrentCaller caller) {
        this.secrets = secrets;
        this.caller = caller;
    }

    /** Sent again it makes one more, and the one whose answer was lost signs on for a while. */
    @POST
    @Uncompressed
    public SecretView rotate() {
        return secrets.rotate(caller.get());
    }

    @GET
    public SecretView.SecretList list() {
        return new SecretView.SecretList("list", secrets.list(caller.get()));
    }
}
