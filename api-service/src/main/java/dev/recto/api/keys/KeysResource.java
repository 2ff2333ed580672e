package dev.recto.api.keys;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.UuidText;
import dev.recto.api.tenancy.BearerToken;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.Scope;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.idempotency.Fingerprint;
import dev.recto.api.web.idempotency.Idempotency;
import dev.recto.api.web.input.TextFields;
import io.quarkus.vertx.http.Uncompressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys, for administrators. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Role.ADMIN)
public class KeysResource {
    private final KeyAdministration keys;
    private final KeyWebhooks webhooks;
    private final CurrentCaller caller;
    private final Idempotency idempotency;

    KeysResource(KeyAdministration keys, KeyWebhooks webhooks, CurrentCaller caller, Idempotency idempotency) {
        this.keys = keys;
        this.webhooks = webhooks;
        this.caller = caller;
        this.idempotency = idempotency;
    }

    /** With an {@code Idempotency-Key} the key can be told again, to the credential that asked for it. */
    @POST
    @Uncompressed
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public KeyView create(
            @Valid @NotNull NewKey wanted,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(Idempotency.HEADER) @Nullable String word) {
        Caller administrator = caller.get();
        String credential = BearerToken.of(authorization).orElseThrow();
        keys.authorise(administrator, wanted);
        return idempotency.withSubject(
                administrator.project(),
                word,
                Fingerprint.of("createKey", wanted.toString()),
                subject -> keys.create(new KeyRequest(administrator, subject.id(), wanted, credential, word)));
    }

    @GET
    @RunOnVirtualThread
    public KeyView.KeyList list(UriInfo uri) {
        TextFields fields = TextFields.ofQuery(uri.getQueryParameters());
        boolean revoked = fields.flag("revoked").orElse(false);
        fields.check();
        return new KeyView.KeyList("list", keys.list(caller.get(), revoked));
    }

    /** Whom the key's jobs and batches tell of their end, from now on. One that was disabled is enabled again. */
    @PUT
    @Path("/{key_id}/webhook")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public KeyView setWebhook(@PathParam("key_id") String id, @Valid @NotNull NewKeyWebhook wanted) {
        UUID key = UuidText.parse(id, ErrorCode.INVALID_KEY_ID, "key_id");
        return webhooks.set(caller.get(), key, wanted.webhook());
    }

    @DELETE
    @Path("/{key_id}/webhook")
    @RunOnVirtualThread
    public KeyView removeWebhook(@PathParam("key_id") String id) {
        return webhooks.remove(caller.get(), UuidText.parse(id, ErrorCode.INVALID_KEY_ID, "key_id"));
    }

    /** From now on the key opens nothing. */
    @DELETE
    @Path("/{key_id}")
    @RunOnVirtualThread
    public KeyView.Revoked revoke(@PathParam("key_id") String id) {
        UUID key = UuidText.parse(id, ErrorCode.INVALID_KEY_ID, "key_id");
        keys.revoke(caller.get(), key);
        return new KeyView.Revoked(key, "api_key", true);
    }
}
